package dev.tidegate.task.check.catalog;

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
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the catalog of the database of a session, as its transaction sees it. The queries stand in {@code catalog.sql}, one for
 * each {@link Kind} in its order; each gives a {@code name} and the attributes as further columns.
 */
public final class SnapshotReader {
    private SnapshotReader() {}

    /**
     * Reads everything in one round trip.
     *
     * @param connection in a transaction, which goes on
     */
    public static Snapshot read(Connection connection) throws SQLException {
        return undone(connection, () -> {
            try (Results results = new Results(connection, CatalogQueries.everything())) {
                Fingerprint fingerprint = fingerprint(results);
                return new Snapshot(objects(results, List.of(Kind.values())), fingerprint);
            }
        });
    }

    /**
     * Reads what has changed since, where that can be told: a relation that is gone, or goes by another name, or has lost a
     * name, may be spoken of anywhere.
     *
     * @param connection in a transaction, which goes on
     * @param known of the same database
     */
    public static Snapshot read(Connection connection, Snapshot known) throws SQLException {
        Fingerprint now = undone(connection, () -> {
            try (Results results = new Results(connection, CatalogQueries.fingerprint())) {
                return fingerprint(results);
            }
        });
        if (now.equals(known.fingerprint())) {
            return known;
        }
        if (!known.fingerprint().differsInRelationsOnly(now)) {
            return read(connection);
        }
        Set<String> changed = known.fingerprint().changedIn(now);
        List<CatalogObject> anew = undone(connection, () -> {
            try (Results results = new Results(connection, CatalogQueries.of(changed))) {
                return objects(results, Stream.of(Kind.values()).filter(Kind::isOfRelation).toList());
            }
        });
        Optional<Snapshot> merged = known.with(changed, anew, now);
        return merged.isPresent() ? merged.get() : read(connection);
    }

    private interface Reading<T> {
        T read() throws SQLException;
    }

    /** Takes the settings back, too. */
    private static <T> T undone(Connection connection, Reading<T> reading) throws SQLException {
        Savepoint settings = connection.setSavepoint();
        T read = reading.read();
        connection.rollback(settings);
        return read;
    }

    /** The results of several queries that are sent together, one after the other. */
    private static final class Results implements AutoCloseable {
        private final Statement statement;
        private boolean rows;

        private Results(Connection connection, String queries) throws SQLException {
            statement = connection.createStatement();
            rows = statement.execute(queries);
        }

        private ResultSet next() throws SQLException {
            while (!rows) {
                rows = statement.getMoreResults();
            }
            ResultSet results = statement.getResultSet();
            rows = false;
            return results;
        }

        @Override
        public void close() throws SQLException {
            statement.close();
        }
    }

    private static Fingerprint fingerprint(Results results) throws SQLException {
        Map<String, String> relations = new HashMap<>();
        try (ResultSet rows = results.next()) {
            while (rows.next()) {
                relations.put(rows.getString(1), rows.getString(2));
            }
        }
        String rest = relations.remove("rest");
        return new Fingerprint(relations, rest);
    }

    private static List<CatalogObject> objects(Results results, List<Kind> kinds) throws SQLException {
        List<CatalogObject> found = new ArrayList<>();
        for (Kind kind : kinds) {
            try (ResultSet rows = results.next()) {
                read(kind, rows, found);
            }
        }
        return found;
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
}
