package dev.tidegate.tests.simulation;

/** Lengths of time in milliseconds, for reading. */
final class Spans {
    static final long SECOND = 1000;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    /** Later than everything. */
    static final long NEVER = Long.MAX_VALUE / 4;

    private Spans() {}

    static String clock(long millis) {
        long seconds = millis / SECOND;
        return "%02d:%02d:%02d.%03d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60, millis % SECOND);
    }
}
