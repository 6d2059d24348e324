package dev.tidegate.tests.simulation;

/** The function's process is gone. An error, so that nothing in the control goes on as if it had caught it. */
final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash(String why) {
        super(why, null, false, false);
    }
}
