package dev.tidegate.task.flyway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import dev.tidegate.task.outcome.Failure;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;

/** Until when everything must have ended, if anybody said so. */
public record Deadline(Optional<Instant> at, InstantSource clock) {
    /** What is left; empty when there is no deadline, zero when it has passed. */
    Optional<Duration> left() {
        return at.map(end -> Duration.between(clock.instant(), end)).map(left -> left.isNegative() ? Duration.ZERO
                : left);
    }

    /** Whether it has passed. */
    boolean passed() {
        return left().filter(Duration::isZero).isPresent();
    }

    /** @throws TaskException when it has passed; {@code before} says what is not started any more */
    public void check(String before) {
        if (passed()) {
            throw new TaskException(Failure.of(Outcome.DEADLINE,
                    "the deadline " + at.orElseThrow() + " has passed; stopped before " + before));
        }
    }
}
