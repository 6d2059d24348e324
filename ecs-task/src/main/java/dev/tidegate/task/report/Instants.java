package dev.tidegate.task.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants as people read them. */
final class Instants {
    private Instants() {}

    /** To the second, as ISO writes it. */
    static String text(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
