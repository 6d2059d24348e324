package dev.tidegate.tests.demo;

import static dev.tidegate.tests.demo.Timeline.seconds;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.tidegate.tests.load.LoadReport;

/** Judges what the facts of a rehearsal decide by themselves. */
final class Promises {
    private final Summary summary;

    private Promises(Summary summary) {
        this.summary = summary;
    }

    static List<Promise> judge(Summary summary) {
        Promises promises = new Promises(summary);
        List<Promise> judged = new ArrayList<>();
        summary.load().ifPresent(load -> judged.addAll(List.of(requests(load), writes(load), promises.jobs())));
        judged.addAll(List.of(promises.expandedFirst(), promises.contractedLast()));
        return judged;
    }

    private static Promise requests(LoadReport load) {
        return new Promise("no request failed", load.totalFailed() == 0 && load.total() > 0,
                Text.format("%,d of %,d", load.totalFailed(), load.total()));
    }

    private static Promise writes(LoadReport load) {
        return new Promise("no write was lost", load.lostWrites().isEmpty() && load.verified() > 0,
                load.lostWrites().stream().findFirst()
                        .map(first -> Text.format("%,d lost, the first: %s", load.lostWrites().size(), first))
                        .orElse(Text.format("%,d customers are in the database as last written", load.verified())));
    }

    private Promise jobs() {
        return new Promise("no background job failed, also not in old tasks without traffic",
                summary.failedJobs() == 0 && summary.jobs() > 0,
                Text.format("%,d of %,d", summary.failedJobs(), summary.jobs()));
    }

    private Promise expandedFirst() {
        String promise = "pre-traffic migrations came before the first new task";
        Optional<Instant> committed = summary.migrations().stream().filter(MigrationRun::isPreTraffic)
                .map(MigrationRun::finishedAt).max(Comparator.naturalOrder());
        Optional<Instant> started = summary.drain().firstNewTaskAt();
        if (started.isEmpty()) {
            return new Promise(promise, true, "no new task started");
        }
        // The shop's new release has such a migration; somebody else's may have none.
        boolean held = committed.map(at -> !at.isAfter(started.get())).orElse(summary.load().isEmpty());
        return new Promise(promise, held, Text.format("%s, task %s",
                committed.map(at -> "committed " + at(at)).orElse("none was committed"), at(started.get())));
    }

    private Promise contractedLast() {
        String promise = "post-traffic migrations came after the last old task";
        Optional<Instant> gone = summary.drain().oldTasksGoneAt();
        Optional<Instant> started = summary.postStartedAt();
        if (started.isEmpty()) {
            return new Promise(promise, true, "none started");
        }
        return new Promise(promise, gone.isPresent() && !started.get().isBefore(gone.get()),
                Text.format("%s, started %s",
                        gone.map(at -> "task gone " + at(at)).orElse("old tasks never gone"),
                        at(started.get())));
    }

    private String at(Instant instant) {
        return seconds(Duration.between(summary.startedAt(), instant));
    }
}
