package dev.tidegate.tests.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tidegate.tests.load.LoadReport;
import dev.tidegate.tests.rehearsal.DeploymentKind;
import dev.tidegate.tests.rehearsal.FunctionCost;
import dev.tidegate.tests.shop.JobCount;

/**
 * What came of a rehearsal: the facts, and what they say about the promises.
 *
 * @param strategy how the service was deployed
 * @param startedAt the zero of the seconds that are printed; the timeline's start, so that both agree
 * @param load what the load generator saw, lost writes included; empty when the shop was not in use
 * @param backgroundJobs by version of the shop
 * @param migrations those that were applied, in order
 * @param function what Tidegate's function cost; empty without it
 * @param furtherPromises what the caller judged itself; stands after the promises judged from the facts
 */
public record Summary(DeploymentKind strategy, Mode mode, Instant startedAt, Instant finishedAt,
        Optional<LoadReport> load,
        Map<String, JobCount> backgroundJobs, List<MigrationRun> migrations, Drain drain,
        Optional<FunctionCost> function, List<Promise> furtherPromises) {
    public Summary {
        backgroundJobs = Map.copyOf(backgroundJobs);
        migrations = List.copyOf(migrations);
        furtherPromises = List.copyOf(furtherPromises);
    }

    /** When the first post-traffic migration started. */
    public Optional<Instant> postStartedAt() {
        return migrations.stream().filter(MigrationRun::isPostTraffic).map(MigrationRun::startedAt)
                .min(Comparator.naturalOrder());
    }

    /** All promises, each with the evidence that decides it. */
    public List<Promise> promises() {
        return Stream.concat(Promises.judge(this).stream(), furtherPromises.stream()).toList();
    }

    /** Whether every promise held. */
    public boolean promisesHeld() {
        return promises().stream().allMatch(Promise::held);
    }

    /** For a person: some thirty lines of at most a hundred columns, closed by the one that matters. */
    public String text() {
        return new SummaryText(this).text();
    }

    /**
     * Writes {@code summary.json}.
     *
     * @throws IOException when the file cannot be written
     */
    public void writeTo(Path file) throws IOException {
        Files.writeString(file, new SummaryJson(this).text());
    }

    long jobs() {
        return backgroundJobs.values().stream().mapToLong(count -> count.done() + count.failed()).sum();
    }

    long failedJobs() {
        return backgroundJobs.values().stream().mapToLong(JobCount::failed).sum();
    }

    Duration duration() {
        return Duration.between(startedAt, finishedAt);
    }
}
