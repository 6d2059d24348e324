package dev.tidegate.lambda.release;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The right to run one migration task, recorded before the task is started.
 *
 * @param number counts from 1 within a release and phase
 * @param claimedAt when it was recorded
 * @param startAfter not to be used before, so that what was missing may come back
 * @param started the task; absent until RunTask has answered and that was recorded, too
 */
public record Attempt(int number, Instant claimedAt, Instant startAfter, Optional<Started> started) {
    /** A task of ours. @param at when we learnt of it, which may be long after the claim */
    public record Started(String task, Instant at) {}

    /** The task's ARN. */
    public Optional<String> task() {
        return started.map(Started::task);
    }

    static Attempt claim(int number, Instant now) {
        return new Attempt(number, now, now, Optional.empty());
    }

    Attempt next(Instant now, Instant startAfter) {
        return new Attempt(number + 1, now, startAfter, Optional.empty());
    }

    /** Whether it could not be used when it was recorded, so that no wake-up in particular is about to use it. */
    boolean wasPutOff() {
        return startAfter.isAfter(claimedAt);
    }

    /** The same attempt for the wake-up that comes to use it. */
    Attempt claimedAgain(Instant now) {
        return claim(number, now);
    }

    /** Whether ECS has had that long to list the task: since its start, or since the claim while none is known. */
    boolean outlived(Duration life, Instant now) {
        return !now.isBefore(started.map(Started::at).orElse(claimedAt).plus(life));
    }

    Attempt startedAs(String taskArn, Instant at) {
        return new Attempt(number, claimedAt, startAfter, Optional.of(new Started(taskArn, at)));
    }
}
