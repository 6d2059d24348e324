package dev.tidegate.tests.time;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * The simulator's clock and its one thread. All state of the simulated control plane is read and changed on that thread
 * only, so that nothing in it needs a lock and a run in virtual time is deterministic.
 */
public interface Time {
    /** The simulated instant. */
    Instant now();

    /** Runs {@code action} on the control-plane thread once {@code delay} has passed. */
    Timer after(Duration delay, Runnable action);

    /** Runs {@code action} on the control-plane thread as soon as it is free; may be called from any thread. */
    void post(Runnable action);

    /** As {@link #post}, but waits for the result and passes on what it throws; runs at once on the control-plane thread. */
    <T> T call(Supplier<T> action);

    /** A planned action that has perhaps not run yet. */
    interface Timer {
        /** Keeps the action from running if it has not started. */
        void cancel();
    }
}
