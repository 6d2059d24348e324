package dev.tidegate.tests.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

/** What Flyway's own record says was applied, whoever ran it. */
public final class SchemaHistory {
    // Flyway notes the end, in local time, and how many milliseconds it took.
    private static final String APPLIED = """
            SELECT coalesce(version, description), script, (extract(epoch FROM installed_on::timestamptz) * 1000)::bigint, execution_time
            FROM flyway_schema_history
            WHERE success AND type = 'SQL'
            ORDER BY installed_rank""";

    private SchemaHistory() {}

    /**
     * The migrations that ended after an instant, in order. The database session and the one who migrated must agree on
     * the time zone, as processes on one machine do.
     *
     * @param phaseOf when a script is to run, by its file's name
     * @throws SQLException when the history cannot be read
     */
    public static List<MigrationRun> appliedSince(Instant since, DataSource database,
            UnaryOperator<String> phaseOf) throws SQLException {
        List<MigrationRun> applied = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(APPLIED);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                Instant finished = Instant.ofEpochMilli(rows.getLong(3));
                if (finished.isAfter(since)) {
                    applied.add(new MigrationRun(rows.getString(1), phaseOf.apply(rows.getString(2)),
                            finished.minusMillis(rows.getLong(4)), finished));
                }
            }
        }
        return applied;
    }
}
