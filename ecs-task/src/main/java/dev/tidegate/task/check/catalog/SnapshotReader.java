package dev.tidegate.task.check.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the catalog of the database of a session, as its transaction sees it. The queries stand in {@code catalog.sql}, one for
 * each {@link Kind} in its order; each gives a {@code name} and the attributes as further columns.
 */
public final class SnapshotReader {
    private static final String QUERIES = queries();

    private SnapshotReader() {}

    /**
     * Reads everything in one round trip.
     *
     * @param connection in a transaction, which goes on
     */
    public static Snapshot read(Connection connection) throws SQLException {
        List<CatalogObject> found = new ArrayList<>();
        Savepoint settings = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(QUERIES);
            for (Kind kind : Kind.values()) {
                while (!rows) {
                    rows = statement.getMoreResults();
                }
                try (ResultSet results = statement.getResultSet()) {
                    read(kind, results, found);
                }
                rows = statement.getMoreResults();
            }
        }
        // Takes the search path back as well.
        connection.rollback(settings);
        return new Snapshot(found);
    }

    private static void read(Kind kind, ResultSet rows, List<CatalogObject> found) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        while (rows.next()) {
            Map<String, String> attributes = new HashMap<>();
            for (int column = 2; column <= columns.getColumnCount(); column++) {
                String name = columns.getColumnLabel(column);
                Optional.ofNullable(rows.getString(column)).ifPresent(value -> attributes.put(name, value));
            }
            found.add(new CatalogObject(new Key(kind, rows.getString(1)), attributes));
        }
    }

    private static String queries() {
        try (InputStream text = SnapshotReader.class.getResourceAsStream("catalog.sql")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
