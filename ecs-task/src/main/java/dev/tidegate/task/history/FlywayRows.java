package dev.tidegate.task.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tidegate.task.migration.Identity;
import dev.tidegate.task.migration.Version;

/** Reads Flyway's table, which is an append-only log. */
final class FlywayRows {
    private FlywayRows() {}

    /** All rows in the order in which they were written. */
    static List<Entry> read(Connection connection, Tables tables) throws SQLException {
        // Flyway's column has no time zone and holds the local time of the session that wrote it.
        String sql = "SELECT version, description, type, script, checksum, " + Instants.micros(
                "installed_on::timestamptz") + ", success FROM " + tables.quotedFlyway() + " ORDER BY installed_rank";
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            List<Entry> entries = new ArrayList<>();
            while (rows.next()) {
                entries.add(entry(rows));
            }
            return entries;
        }
    }

    private static Entry entry(ResultSet row) throws SQLException {
        String version = row.getString(1);
        String description = row.getString(2);
        int checksum = row.getInt(5);
        Optional<Integer> known = row.wasNull() ? Optional.empty() : Optional.of(checksum);
        return new Entry(identity(version, description), row.getString(3), row.getString(4), known,
                Instants.of(row.getLong(6)), row.getBoolean(7));
    }

    /** @param version null for what has none */
    static Identity identity(String version, String description) {
        return version == null
                ? new Identity.Repeatable(description)
                : new Identity.Versioned(Version.of(version), description);
    }

    /**
     * The migrations that are applied now, of which nothing else is known yet: a later row of the same migration replaces an
     * earlier one, and the rows that {@code flyway repair} and {@code flyway undo} write take it back.
     */
    static List<AppliedMigration> applied(List<Entry> entries) {
        Map<String, AppliedMigration> applied = new LinkedHashMap<>();
        for (Entry entry : entries) {
            String type = entry.type();
            if (entry.success() && !type.equals("SCHEMA") && !type.endsWith("BASELINE")) {
                String key = entry.identity().key();
                applied.remove(key);
                if (!type.equals("DELETE") && !type.startsWith("UNDO")) {
                    applied.put(key, new AppliedMigration(entry.identity(), entry.script(), entry.at(), Provenance
                            .unknown()));
                }
            }
        }
        return List.copyOf(applied.values());
    }
}
