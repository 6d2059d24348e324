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
        Outcome outcome = switch (SqlState.of(error)) {
            case LOCK_NOT_AVAILABLE -> Outcome.LOCKED;
            case AWAY, NO_ENTRY -> Outcome.UNREACHABLE;
            case CANCELED, OTHER -> Outcome.FAILED;
        };
        Optional<String> state = Optional.ofNullable(error.getSQLState());
        FailedStatement failed = new FailedStatement(error.getMessage(), state, Optional.empty(), OptionalInt.empty(),
                Optional.empty());
        String message = what + ": " + error.getMessage() + state.map(code -> " (SQLSTATE " + code + ")").orElse("");
        return new TaskException(new Failure(outcome, message, Optional.of(failed)), error);
    }
}
