package dev.tidegate.task.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants as people read them. */
final class Instants {
    private Instants() {}

    /** A time to come back at: to the second, and not before it. */
    static String notBefore(Instant instant) {
        return text(instant.plusNanos(999_999_999));
    }

    /** To the second, as ISO writes it. */
    static String text(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
