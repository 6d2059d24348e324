package dev.tidegate.task.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import dev.tidegate.task.flyway.SchemaHistory;

/** Flyway's schema history table, read with one query. */
record HistoryTable(DataSource database, SchemaHistory.Place place) {
    /**
     * All rows in the order of their application.
     *
     * @throws SQLException when the table cannot be read, or is not there
     */
    List<Entry> entries() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query())) {
            List<Entry> entries = new ArrayList<>();
            while (rows.next()) {
                entries.add(entry(rows));
            }
            return entries;
        }
    }

    private String query() {
        return "SELECT version, description, type, checksum, success FROM " + source() + " ORDER BY installed_rank";
    }

    /** Without a schema to look in, Flyway looks in the login's own, while a query looks along the whole search_path. */
    private String source() {
        String table = quoted(place.table());
        return place.schema().map(schema -> quoted(schema) + "." + table).orElse(table + " WHERE tableoid ="
                + " (SELECT to_regclass(quote_ident(current_schema()) || '." + table.replace("'", "''") + "'))");
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    private static Entry entry(ResultSet row) throws SQLException {
        int checksum = row.getInt("checksum");
        Optional<Integer> known = row.wasNull() ? Optional.empty() : Optional.of(checksum);
        return new Entry(Optional.ofNullable(row.getString("version")), row.getString("description"),
                row.getString("type"), known, row.getBoolean("success"));
    }
}
