package dev.tidegate.task.outcome;

import java.util.Optional;

/**
 * Why a run did not succeed.
 *
 * @param message for people: what was found, what was expected, what to do
 * @param statement what the database refused, if it was the database
 * @param blocker who held the lock that could not be had, if it is known
 */
public record Failure(Outcome outcome, String message, Optional<FailedStatement> statement, Optional<Blocker> blocker) {
    /** A failure that no lock caused. */
    public Failure(Outcome outcome, String message, Optional<FailedStatement> statement) {
        this(outcome, message, statement, Optional.empty());
    }

    /** A failure that is not the database's. */
    public static Failure of(Outcome outcome, String message) {
        return new Failure(outcome, message, Optional.empty());
    }
}
