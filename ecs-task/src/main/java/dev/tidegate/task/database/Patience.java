package dev.tidegate.task.database;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How long to go on trying to reach a database that is away.
 *
 * @param until when to give up
 * @param clock tells the time
 * @param pause lets time pass
 */
public record Patience(Instant until, InstantSource clock, Pause pause) {
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(3);

    /** Lets time pass between two tries. */
    @FunctionalInterface
    public interface Pause {
        /**
         * Waits.
         *
         * @param why what the database, or the way to it, answered
         * @throws InterruptedException when the thread is to end
         */
        void sleep(Duration duration, String why) throws InterruptedException;
    }

    /** Waits before try number {@code attempt} + 1, longer each time; false when there is no time left for another try. */
    boolean waitAfter(int attempt, String why) {
        Duration wait = FIRST.multipliedBy(1L << Math.min(attempt - 1, 10));
        Duration bounded = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
        if (clock.instant().plus(bounded).isAfter(until)) {
            return false;
        }
        try {
            pause.sleep(bounded, why);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
