package dev.tidegate.task.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * How far a long statement has come, from the server's progress views.
 *
 * @param what the phase it is in, in the server's words
 * @param percent of this phase, if the server counts
 */
public record Work(String what, OptionalInt percent) {
    /** One of the server's views: its columns differ, and so do the versions that have it. */
    private record View(int since, String name, String what, String percent) {
        String sql(int pid) {
            return "SELECT " + what + ", " + percent + " FROM pg_stat_progress_" + name + " WHERE pid = " + pid;
        }
    }

    private static final List<View> VIEWS = List.of(
            new View(12, "create_index", "phase", "CASE WHEN blocks_total > 0 THEN 100 * blocks_done / blocks_total"
                    + " WHEN tuples_total > 0 THEN 100 * tuples_done / tuples_total"
                    + " WHEN lockers_total > 0 THEN 100 * lockers_done / lockers_total END"),
            new View(12, "vacuum", "phase",
                    "CASE WHEN heap_blks_total > 0 THEN 100 * heap_blks_scanned / heap_blks_total END"),
            new View(12, "cluster", "phase",
                    "CASE WHEN heap_blks_total > 0 THEN 100 * heap_blks_scanned / heap_blks_total END"),
            new View(13, "analyze", "phase",
                    "CASE WHEN sample_blks_total > 0 THEN 100 * sample_blks_scanned / sample_blks_total END"),
            new View(14, "copy", "'copied ' || tuples_processed || ' rows'",
                    "CASE WHEN bytes_total > 0 THEN 100 * bytes_processed / bytes_total END"));

    /** What session {@code pid} is at, empty when it does nothing that the server reports. */
    public static Optional<Work> of(Connection connection, int pid) throws SQLException {
        int server = connection.getMetaData().getDatabaseMajorVersion();
        String sql = VIEWS.stream().filter(view -> server >= view.since()).map(view -> view.sql(pid)).collect(Collectors
                .joining(" UNION ALL "));
        if (sql.isEmpty()) {
            return Optional.empty();
        }
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            return row.next() && row.getString(1) != null ? Optional.of(of(row)) : Optional.empty();
        }
    }

    /** What can be said of a statement of which the server counts nothing. */
    public static Work running(String statement, Duration since) {
        return new Work("running for " + since.toSeconds() + " s: " + statement, OptionalInt.empty());
    }

    private static Work of(ResultSet row) throws SQLException {
        String what = row.getString(1);
        int percent = row.getInt(2);
        return new Work(what, row.wasNull() ? OptionalInt.empty() : OptionalInt.of(Math.min(100, percent)));
    }

    /** One line: {@code building index: scanning table, 42 %}. */
    public String text() {
        return what + (percent.isPresent() ? ", " + percent.getAsInt() + " %" : "");
    }
}
