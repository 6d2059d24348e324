package dev.tidegate.task.database;

import java.time.Duration;
import java.time.Instant;

import dev.tidegate.task.migration.Durations;

/** The tries to open one session. */
final class Tries {
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);
    private static final long LONGEST_TRY_SECONDS = 10;

    private final Patience patience;
    private final Instant start;
    private final Instant end;
    private int count = 1;

    Tries(Patience patience, Instant start, Instant end) {
        this.patience = patience;
        this.start = start;
        this.end = end;
    }

    /** Waits for the next try, longer each time; false when there is no time left for one. */
    boolean again(String why) {
        Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(count - 1, 10));
        Duration wait = doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
        if (now().plus(wait).isAfter(end)) {
            return false;
        }
        try {
            patience.pause().sleep(wait, why);
            count++;
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How long the network may stay silent during this try, in the driver's whole seconds. */
    long seconds() {
        return Math.clamp(Duration.between(now(), end).toSeconds(), 1, LONGEST_TRY_SECONDS);
    }

    /** How often and how long it was tried, for messages: {@code  (tried 9 times in 14s)}; empty for a single try. */
    String text() {
        Duration taken = Duration.ofSeconds(Duration.between(start, now()).toSeconds());
        return count == 1 ? "" : " (tried " + count + " times in " + Durations.text(taken) + ")";
    }

    private Instant now() {
        return patience.clock().instant();
    }
}
