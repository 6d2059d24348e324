package dev.tidegate.task.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How far a long statement has come, from the server's progress views.
 *
 * @param what the phase it is in, in the server's words
 * @param percent of this phase, if the server counts
 */
public record Work(String what, OptionalInt percent) {
    /** The first server with these views, but for the one of VACUUM. */
    private static final int FIRST_WITH_ALL = 12;
    private static final String SQL = "SELECT phase, CASE WHEN blocks_total > 0 THEN 100 * blocks_done / blocks_total"
            + " WHEN tuples_total > 0 THEN 100 * tuples_done / tuples_total"
            + " WHEN lockers_total > 0 THEN 100 * lockers_done / lockers_total END AS percent"
            + " FROM pg_stat_progress_create_index WHERE pid = ?"
            + " UNION ALL SELECT phase, CASE WHEN heap_blks_total > 0 THEN 100 * heap_blks_scanned / heap_blks_total END"
            + " FROM pg_stat_progress_vacuum WHERE pid = ?"
            + " UNION ALL SELECT phase, CASE WHEN heap_blks_total > 0 THEN 100 * heap_blks_scanned / heap_blks_total END"
            + " FROM pg_stat_progress_cluster WHERE pid = ?";

    /** What session {@code pid} is at, empty when it does nothing that the server reports. */
    public static Optional<Work> of(Connection connection, int pid) throws SQLException {
        if (connection.getMetaData().getDatabaseMajorVersion() < FIRST_WITH_ALL) {
            return Optional.empty();
        }
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            for (int parameter = 1; parameter <= 3; parameter++) {
                statement.setInt(parameter, pid);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getString(1) != null ? Optional.of(of(row)) : Optional.empty();
            }
        }
    }

    private static Work of(ResultSet row) throws SQLException {
        int percent = row.getInt(2);
        return new Work(row.getString(1), row.wasNull() ? OptionalInt.empty() : OptionalInt.of(Math.min(100, percent)));
    }

    /** One line: {@code building index: scanning table, 42 %}. */
    public String text() {
        return what + (percent.isPresent() ? ", " + percent.getAsInt() + " %" : "");
    }
}
