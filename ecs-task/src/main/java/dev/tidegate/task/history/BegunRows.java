package dev.tidegate.task.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * The rows of {@code tidegate_history} about scripts outside a transaction, which are written when the script begins. As long
 * as Flyway's table says nothing newer of the script, nobody knows how that ended: the run was killed or lost the database.
 */
final class BegunRows {
    private static final String OF_SCRIPT = " WHERE history_table = ? AND script = ? AND begun_after IS NOT NULL";

    private BegunRows() {}

    /** Whether {@code script} was begun and nobody knows how it ended. */
    static boolean has(Connection connection, Tables tables, String script) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT FROM " + tables.quotedOurs()
                + open(tables))) {
            bind(query, 1, tables, script);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Notes that it begins, in place of what an earlier attempt noted: both or neither. */
    static void write(Connection connection, Tables tables, AppliedMigration migration) throws SQLException {
        String insert = OurRows.insert(tables).replace(", applied_at)", ", applied_at, begun_after)").replace("?)",
                "?, (SELECT coalesce(max(installed_rank), 0) FROM " + tables.quotedFlyway() + "))");
        try (PreparedStatement statement = connection.prepareStatement(insert + "; " + deleteOlder(tables))) {
            OurRows.bind(statement, tables, migration);
            bind(statement, OurRows.PARAMETERS + 1, tables, migration.script());
            statement.execute();
        }
    }

    private static String deleteOlder(Tables tables) {
        return "DELETE FROM " + tables.quotedOurs() + open(tables) + " AND id < (SELECT max(id) FROM "
                + tables.quotedOurs() + ")";
    }

    /** Removes what was noted of an attempt that has not ended well. */
    static void delete(Connection connection, Tables tables, String script) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM " + tables.quotedOurs()
                + open(tables))) {
            bind(statement, 1, tables, script);
            statement.execute();
        }
    }

    /** Notes when it ended. The script may have changed the role of its session. */
    static void end(Connection connection, Tables tables, String script, Instant at) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("RESET ROLE; UPDATE " + tables.quotedOurs()
                + " SET applied_at = ?" + open(tables))) {
            statement.setObject(1, at.atOffset(ZoneOffset.UTC));
            bind(statement, 2, tables, script);
            statement.execute();
        }
    }

    private static String open(Tables tables) {
        return OF_SCRIPT + " AND NOT EXISTS (SELECT FROM " + tables.quotedFlyway() + " f WHERE f.script = "
                + tables.quotedOurs() + ".script AND f.success AND f.installed_rank > begun_after)";
    }

    private static void bind(PreparedStatement statement, int at, Tables tables, String script) throws SQLException {
        statement.setString(at, tables.flyway());
        statement.setString(at + 1, script);
    }
}
