package dev.tidegate.tests.demo;

import static dev.tidegate.tests.demo.Timeline.seconds;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import dev.tidegate.tests.load.Failure;
import dev.tidegate.tests.load.LoadReport;
import dev.tidegate.tests.rehearsal.FunctionCost;
import dev.tidegate.tests.shop.JobCount;

/** The summary for people. Its seconds are those of the timeline above it. */
final class SummaryText {
    private static final int FAILURES_SHOWN = 5;
    private static final String TITLE = "%-24s%12s%12s";
    private static final String ROW = "  %-22s%12s%12s";
    private static final String RULE = "-".repeat(Text.COLUMNS);

    private final Summary summary;
    private final StringBuilder text = new StringBuilder();

    SummaryText(Summary summary) {
        this.summary = summary;
    }

    String text() {
        line(RULE);
        line("%s, %s, %s", summary.strategy().title(), switch (summary.mode()) {
            case TIDEGATE -> "migrated by Tidegate in two phases";
            case NAIVE -> "all migrations run by the first new task (Tidegate was not there)";
        }, seconds(summary.duration()));
        line(RULE);
        summary.load().ifPresentOrElse(this::inUse,
                () -> line("The service's tasks do not use the database: only the deployment and both phases ran."));
        migrations();
        drain();
        summary.function().ifPresent(this::function);
        promises();
        line("");
        paragraph("", closing());
        return text.toString();
    }

    private void inUse(LoadReport load) {
        line("Release 42 renames customer.name to customer.full_name while the shop is in use.");
        requests(load);
        backgroundJobs();
    }

    private void requests(LoadReport load) {
        section("REQUESTS", "served", "failed");
        new TreeMap<>(load.requests()).forEach((version, all) -> {
            long failed = load.failed().getOrDefault(version, 0L);
            row(label(version), all - failed, failed);
        });
        load.failures().stream().limit(FAILURES_SHOWN).forEach(this::failure);
        if (load.failures().size() > FAILURES_SHOWN) {
            line("  and %d more kinds of failure", load.failures().size() - FAILURES_SHOWN);
        }
        load.lostWrites().stream().limit(1).forEach(lost -> paragraph("  - ",
                Text.format("lost writes: %,d; the first: %s", load.lostWrites().size(), lost)));
    }

    private void failure(Failure failure) {
        paragraph("  - ", Text.format("%s (%s, %,d times, %s to %s)", failure.message(), label(failure.version()),
                failure.count(), at(failure.firstAt()), at(failure.lastAt())));
    }

    private static String label(String version) {
        return version.equals("unknown") ? "no task reached" : "version " + version;
    }

    private void backgroundJobs() {
        section("BACKGROUND JOBS", "done", "failed");
        new TreeMap<>(summary.backgroundJobs())
                .forEach((version, count) -> row("version " + version, count.done(), count.failed()));
        summary.backgroundJobs().values().stream().map(JobCount::lastError).flatMap(Optional::stream).distinct()
                .forEach(error -> paragraph("  - ", error));
    }

    private void migrations() {
        section("MIGRATIONS", "started", "took");
        summary.migrations().forEach(run -> line(ROW, label(run), at(run.startedAt()),
                run.took().toMillis() + " ms"));
        if (summary.migrations().isEmpty()) {
            line("  none was applied");
        }
    }

    private static String label(MigrationRun run) {
        boolean repeatable = !Character.isDigit(run.version().charAt(0));
        return (repeatable ? run.version() : "V" + run.version()) + ", " + run.phase();
    }

    private void drain() {
        section("OLD CODE", "", "");
        paragraph("  ", summary.drain().oldTasksGoneAt().map(gone -> "the last old task was gone at " + at(gone))
                .orElse("old tasks were still running at the end")
                + summary.postStartedAt().map(post -> "; post-traffic migrations started at " + at(post)).orElse(""));
        if (!summary.drain().evidence().isEmpty()) {
            line("  the evidence they were started on:");
            summary.drain().evidence().forEach(seen -> paragraph("  - ", seen));
        }
    }

    private void function(FunctionCost cost) {
        section("THE FUNCTION", "", "");
        paragraph("  ", Text.format("%,d ms billed for %,d invocations and the start of %s",
                cost.billing().billed().toMillis(), cost.billing().invocations(), cost.billing().starts() == 1
                        ? "one process"
                        : cost.billing().starts() + " processes"));
        paragraph("  ", Text.format("%,d calls of AWS: %s", cost.total(), cost.text()));
    }

    private void promises() {
        section(switch (summary.mode()) {
            case TIDEGATE -> "PROMISES";
            case NAIVE -> "WHAT TIDEGATE WOULD HAVE PROMISED";
        }, "", "");
        summary.promises().forEach(promise -> paragraph(promise.held() ? "  kept    " : "  BROKEN  ",
                promise.promise() + ": " + promise.evidence()));
    }

    private String closing() {
        return switch (summary.mode()) {
            case TIDEGATE -> withTidegate();
            case NAIVE -> summary.load().map(this::withoutTidegate).orElse("The shop was not in use.");
        };
    }

    private String withTidegate() {
        List<Promise> broken = summary.promises().stream().filter(promise -> !promise.held()).toList();
        return switch (broken.size()) {
            case 0 -> summary.load().map(load -> Text.format(
                    "Nobody noticed: %,d requests and %,d background jobs, and every promise was kept.", load.total(),
                    summary.jobs())).orElse("Every promise was kept.");
            case 1 -> "One promise was broken: " + broken.getFirst().promise() + ".";
            default -> broken.size() + " promises were broken, the first: " + broken.getFirst().promise() + ".";
        };
    }

    private String withoutTidegate(LoadReport load) {
        String span = load.firstFailure().map(first -> " for " + seconds(load.failing())).orElse("");
        return Text.format("Without Tidegate %,d of %,d requests failed%s, and %,d of %,d background jobs.",
                load.totalFailed(), load.total(), span, summary.failedJobs(), summary.jobs());
    }

    private void section(String title, String first, String second) {
        line("");
        line(TITLE, title, first, second);
    }

    private void row(String label, long first, long second) {
        line(ROW, label, Text.format("%,d", first), Text.format("%,d", second));
    }

    private void paragraph(String lead, String words) {
        String indent = " ".repeat(lead.length());
        line("%s", lead + String.join("\n" + indent, Text.wrap(words, Text.COLUMNS - indent.length())));
    }

    private void line(String format, Object... values) {
        text.append(Text.format(format, values).stripTrailing()).append('\n');
    }

    private String at(Instant instant) {
        return seconds(Duration.between(summary.startedAt(), instant));
    }
}
