package dev.tidegate.task.database;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How long to go on trying to reach a database that is away; every session that is opened has this time anew.
 *
 * @param within the time from the first try to the last
 * @param deadline when to give up in any case
 * @param clock tells the time
 * @param pause lets time pass
 */
public record Patience(Duration within, Optional<Instant> deadline, InstantSource clock, Pause pause) {
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

    /** The tries to open one session, beginning now. */
    Tries tries() {
        Instant now = clock.instant();
        Instant patient = now.plus(within);
        return new Tries(this, now, deadline.filter(patient::isAfter).orElse(patient));
    }
}
