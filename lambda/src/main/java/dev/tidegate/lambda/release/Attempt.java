package dev.tidegate.lambda.release;

import java.time.Instant;
import java.util.Optional;

/**
 * The right to run one migration task, recorded before the task is started.
 *
 * @param number counts from 1 within a release and phase
 * @param claimedAt when it was recorded
 * @param task the task's ARN; absent until RunTask has answered and that was recorded, too
 */
public record Attempt(int number, Instant claimedAt, Optional<String> task) {
    static Attempt first(Instant now) {
        return claim(1, now);
    }

    static Attempt claim(int number, Instant now) {
        return new Attempt(number, now, Optional.empty());
    }

    Attempt next(Instant now) {
        return claim(number + 1, now);
    }

    Attempt startedAs(String taskArn) {
        return new Attempt(number, claimedAt, Optional.of(taskArn));
    }
}
