package dev.tidegate.task.history;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Carries instants as numbers: reading their text form takes a start longer than all else in the same row. */
final class Instants {
    private Instants() {}

    /** The SQL that makes a number of {@code timestamptz}. */
    static String micros(String timestamptz) {
        return "(extract(epoch FROM " + timestamptz + ") * 1000000)::bigint";
    }

    /** The instant that the number means. */
    static Instant of(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
