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
 * @param task the task's ARN; absent until RunTask has answered and that was recorded, too
 */
public record Attempt(int number, Instant claimedAt, Instant startAfter, Optional<String> task) {
    static Attempt claim(int number, Instant now) {
        return new Attempt(number, now, now, Optional.empty());
    }

    Attempt next(Instant now, Instant startAfter) {
        return new Attempt(number + 1, now, startAfter, Optional.empty());
    }

    boolean outlived(Duration life, Instant now) {
        return !now.isBefore(claimedAt.plus(life));
    }

    Attempt startedAs(String taskArn) {
        return new Attempt(number, claimedAt, startAfter, Optional.of(taskArn));
    }
}
