package dev.tidegate.task.report;

import java.time.Duration;
import java.time.Instant;

import dev.tidegate.task.migration.Migration;

/** A migration that this run has committed. */
public record Applied(Migration migration, Instant startedAt, Instant finishedAt) {
    /** How long it took. */
    long millis() {
        return Duration.between(startedAt, finishedAt).toMillis();
    }
}
