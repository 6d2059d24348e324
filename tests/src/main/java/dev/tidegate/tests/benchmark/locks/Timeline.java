package dev.tidegate.tests.benchmark.locks;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The time of one run, the same for everybody who takes part in it.
 *
 * @param start as {@link System#nanoTime} counts
 */
record Timeline(long start) {
    /** A run that starts when everybody has had time to get ready. */
    static Timeline startingIn(Duration lead) {
        return new Timeline(System.nanoTime() + lead.toNanos());
    }

    /** Nanoseconds since the start. */
    long now() {
        return System.nanoTime() - start;
    }

    /** Returns at {@code nanos} after the start, at once if that has passed. */
    void await(long nanos) {
        for (long left = nanos - now(); left > 0; left = nanos - now()) {
            LockSupport.parkNanos(left);
        }
    }

    void await(Duration sinceStart) {
        await(sinceStart.toNanos());
    }
}
