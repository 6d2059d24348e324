package dev.tidegate.task.flyway;

import java.sql.Connection;
import java.sql.SQLException;

import dev.tidegate.task.migration.Migration;

/** Notes migrations in the database, on the connection that applies them. */
public interface MigrationRecorder {
    /** Called before the first migration, when the schema history table is there, in a transaction of its own. */
    void prepare(Connection connection) throws SQLException;

    /** Whether a script without a transaction was begun before, by a run of which nobody knows how it ended. */
    boolean begunBefore(Connection connection, Migration migration) throws SQLException;

    /** Called before the first statement of a script without a transaction. */
    void begins(Connection connection, Migration migration) throws SQLException;

    /** Called when it is known how such a script failed: what it has left is not for {@link #begunBefore} to tell. */
    void failed(Connection connection, String file) throws SQLException;

    /** Called after the migration's last statement: in its transaction, or right after it when it has none. */
    void record(Connection connection, Migration migration) throws SQLException;
}
