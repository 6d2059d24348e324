package dev.tidegate.tests.benchmark.locks;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The runs side by side, and whether each strategy keeps the targets. */
final class Report {
    private static final Duration VERY_SLOW = Duration.ofSeconds(1);
    private static final String ROW = "%-32s  %9s  %18s  %7s  %22s  %7s  %15s  %11s%n";
    private static final String JUDGED = "%-32s  %24s  %20s  %22s%n";

    private Report() {}

    /** Medians and, in brackets behind two of them, the range of the rounds. */
    static String table(Map<Strategy, List<Observation>> rounds) {
        StringBuilder text = new StringBuilder(ROW.formatted("strategy", "queued, s", "done after, s", "p50, ms",
                "p99, ms", "max, ms", "reads > 0.1 s", "reads > 1 s"));
        rounds.forEach((strategy, of) -> text.append(row(strategy, of)));
        return text.toString();
    }

    private static String row(Strategy strategy, List<Observation> of) {
        boolean migrated = of.stream().allMatch(round -> round.doneAfter().isPresent());
        return ROW.formatted(strategy.name(), median(of, round -> seconds(round.queued()), "%.1f"),
                migrated ? Series.of(of, round -> seconds(round.doneAfter().orElseThrow())).text("%.2f") : "-",
                median(of, round -> millis(round.latencies().percentile(50)), "%.1f"), text(p99(of)),
                median(of, round -> millis(round.latencies().max()), "%,.0f"),
                median(of, round -> round.latencies().over(Targets.SLOW), "%,.0f")
                        + median(of, round -> round.latencies().percentOver(Targets.SLOW), " (%.1f %%)"),
                median(of, round -> round.latencies().over(VERY_SLOW), "%,.0f"));
    }

    private static String median(List<Observation> of, ToDoubleFunction<Observation> figure, String format) {
        return String.format(Locale.ROOT, format, Series.of(of, figure).median());
    }

    /** Each strategy that migrates, measured by what the runner promises. */
    static String targets(Map<Strategy, List<Observation>> rounds) {
        StringBuilder text = new StringBuilder(JUDGED.formatted("median of the rounds",
                "> 0.1 s: at most %.1f %%".formatted(Targets.MOST_SLOW),
                "p99: at most %.0f x".formatted(Targets.MOST_RATIO),
                "done: within %.1f s".formatted(Targets.LATEST_DONE)));
        List<Observation> undisturbed = rounds.get(Strategy.UNDISTURBED);
        rounds.forEach((strategy, of) -> {
            if (strategy != Strategy.UNDISTURBED) {
                Targets targets = Targets.of(of, undisturbed);
                text.append(JUDGED.formatted(strategy.name(),
                        judged(targets.slow(), "%.1f %%", targets.fewSlow()),
                        judged(targets.ratio(), "%,.1f x", targets.nearUndisturbed()),
                        judged(targets.doneAfter(), "%.2f s", targets.doneInTime())));
            }
        });
        return text.toString();
    }

    private static String judged(Series series, String format, boolean kept) {
        return String.format(Locale.ROOT, format, series.median()) + (kept ? " kept  " : " MISSED");
    }

    private static Series p99(List<Observation> of) {
        return Series.of(of, round -> millis(round.latencies().percentile(99)));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private static String text(Series millis) {
        return millis.text(millis.high() < 1_000 ? "%.1f" : "%,.0f");
    }
}
