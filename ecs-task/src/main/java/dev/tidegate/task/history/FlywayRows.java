package dev.tidegate.task.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tidegate.task.migration.Identity;
import dev.tidegate.task.migration.Version;

/**
 * Reads Flyway's table, which is an append-only log: a later row of the same migration replaces an earlier one, and the rows
 * that {@code flyway repair} and {@code flyway undo} write take it back.
 */
final class FlywayRows {
    private final Map<Identity, AppliedMigration> applied = new LinkedHashMap<>();

    private FlywayRows() {}

    /** The migrations that are applied now, of which nothing else is known yet. */
    static List<AppliedMigration> read(Connection connection, Tables tables) throws SQLException {
        FlywayRows log = new FlywayRows();
        // Flyway's column has no time zone and holds the local time of the session that wrote it.
        String sql = "SELECT version, description, type, script, installed_on::timestamptz FROM " + tables
                .quotedFlyway()
                + " WHERE success ORDER BY installed_rank";
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                log.add(rows.getString("type"), migration(rows));
            }
        }
        return List.copyOf(log.applied.values());
    }

    private static AppliedMigration migration(ResultSet rows) throws SQLException {
        String description = rows.getString("description");
        Identity identity = Optional.ofNullable(rows.getString("version")).map(Version::of)
                .<Identity>map(version -> new Identity.Versioned(version, description))
                .orElseGet(() -> new Identity.Repeatable(description));
        return new AppliedMigration(identity, rows.getString("script"),
                rows.getObject("installed_on", OffsetDateTime.class).toInstant(), Provenance.unknown());
    }

    private void add(String type, AppliedMigration migration) {
        if (type.equals("DELETE") || type.startsWith("UNDO")) {
            applied.remove(migration.key());
        } else if (!type.equals("SCHEMA") && !type.equals("BASELINE")) {
            applied.remove(migration.key());
            applied.put(migration.key(), migration);
        }
    }
}
