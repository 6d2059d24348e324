package dev.tidegate.task.database;

import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;

import dev.tidegate.task.outcome.FailedStatement;
import dev.tidegate.task.outcome.Failure;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;

/** Turns what the database refused, outside of scripts, into how our run ends. */
public final class DatabaseFailure {
    private DatabaseFailure() {}

    /** The end of the run; {@code what} says what was tried, the database's own words follow. */
    public static TaskException of(String what, SQLException error) {
        String state = Optional.ofNullable(error.getSQLState()).map(code -> " (SQLSTATE " + code + ")").orElse("");
        return of(SqlState.of(error).outcome(Outcome.FAILED), what + ": " + error.getMessage() + state, error);
    }

    /** The end of the run with an outcome and a message of its own. */
    static TaskException of(Outcome outcome, String message, SQLException error) {
        FailedStatement failed = new FailedStatement(error.getMessage(), Optional.ofNullable(error.getSQLState()),
                Optional.empty(), OptionalInt.empty(), Optional.empty());
        return new TaskException(new Failure(outcome, message, Optional.of(failed)), error);
    }
}
