package dev.tidegate.task.outcome;

import java.util.Optional;

/**
 * Why a run did not succeed.
 *
 * @param message for people: what was found, what was expected, what to do
 * @param statement what the database refused, if it was the database
 */
public record Failure(Outcome outcome, String message, Optional<FailedStatement> statement) {
    /** A failure that is not the database's. */
    public static Failure of(Outcome outcome, String message) {
        return new Failure(outcome, message, Optional.empty());
    }
}
