package dev.tidegate.task.flyway;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import dev.tidegate.task.database.Catalog;
import dev.tidegate.task.outcome.FailedStatement;
import dev.tidegate.task.outcome.Failure;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;
import dev.tidegate.task.sql.Name;
import dev.tidegate.task.sql.Statement;

/**
 * The rows of the schema history that say {@code success = false}. A script that fails outside a transaction leaves one, and
 * nothing may run while it stands. It is removed when the catalog can tell, for every statement, how to go on.
 */
final class FailedRows {
    private final Connection connection;
    private final Name table;

    /** @param table the schema history */
    FailedRows(Connection connection, Name table) {
        this.connection = connection;
        this.table = table;
    }

    /**
     * Removes the row of {@code script}.
     *
     * @throws TaskException when somebody must look first: what is done, what is not and how to go on by hand
     */
    void remove(PlannedScript script, MigrationListener listener) throws SQLException {
        List<Leftovers.State> states = new Leftovers(new Catalog(connection)).of(script.statements());
        if (states.contains(Leftovers.State.UNKNOWN)) {
            throw beyondUs(script, states, "failed before, outside a transaction, and");
        }
        listener.remark(script.migration(),
                "failed before, outside a transaction; removing its failed row from the schema"
                        + " history to run what is not done");
        delete(script.migration().file());
    }

    /** Removes the row of a script that changed nothing before it failed. */
    void delete(String file) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "DELETE FROM " + table.quoted() + " WHERE script = ? AND NOT success")) {
            statement.setString(1, file);
            statement.executeUpdate();
        }
    }

    /**
     * Says what is done, what is not and how to go on by hand, when {@code script} has left a failed row.
     *
     * @param before what happened to it
     */
    TaskException beyondUs(PlannedScript script, List<Leftovers.State> states, String before) {
        StringBuilder message = new StringBuilder("migration " + script.migration().title()
                + " " + before + " cannot be resumed by itself; nothing was run");
        for (int at = 0; at < states.size(); at++) {
            Statement statement = script.statements().get(at);
            message.append("\n  line ").append(statement.line()).append(", ").append(states.get(at).text()).append(": ")
                    .append(statement.shortened());
        }
        String row = " where script = '" + script.migration().file().replace("'", "''") + "' and not success";
        message.append("\n  either finish it by hand, then: update ").append(table.quoted()).append(
                " set success = true")
                .append(row).append("\n  or undo it by hand, then: delete from ").append(table.quoted()).append(row)
                .append("\n  then run again");
        return new TaskException(new Failure(Outcome.FAILED, message.toString(), Optional.of(new FailedStatement(
                "failed before", Optional.empty(), Optional.of(script.migration().file()), OptionalInt.empty(), Optional
                        .empty()))));
    }
}
