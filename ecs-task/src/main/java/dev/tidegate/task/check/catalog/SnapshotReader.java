package dev.tidegate.task.check.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.postgresql.PGStatement;

/**
 * Reads the catalog of the database of a session, as its transaction sees it. The queries stand in {@code catalog.sql}; each gives
 * a {@code name} and the attributes as further columns. What is about one relation is read again only if a row of the catalog that
 * tells of it has been written since; if one is that is about no relation, or a relation or column got another name, everything is.
 */
public final class SnapshotReader {
    private static final String NO_RELATION = "";
    private static final String NOT_PREPARED = "26000";

    private static final String MARKS = CatalogQueries.marks();
    private static final String EVERYTHING = CatalogQueries.all();
    private static final String SOME = CatalogQueries.some();
    private static final List<CatalogQueries.Query> OF_RELATIONS = CatalogQueries.some(CatalogQueries.ALL);

    private final Connection connection;
    private Map<String, String> marks = Map.of();
    private Map<String, List<CatalogObject>> byRelation = new HashMap<>();
    private Optional<Snapshot> last = Optional.empty();

    /** @param connection which is in a transaction whenever something is read */
    public SnapshotReader(Connection connection) {
        this.connection = connection;
    }

    /**
     * Reads everything once.
     *
     * @param connection in a transaction, which goes on
     */
    public static Snapshot read(Connection connection) throws SQLException {
        return new SnapshotReader(connection).read();
    }

    /** The catalog as it is now; the same snapshot as the last one if nothing has changed. */
    public Snapshot read() throws SQLException {
        Savepoint settings = connection.setSavepoint();
        try {
            return current();
        } catch (SQLException e) {
            if (!NOT_PREPARED.equals(e.getSQLState())) {
                throw e;
            }
            // The script has thrown away every prepared statement.
            connection.rollback(settings);
            connection.unwrap(org.postgresql.PGConnection.class).setPrepareThreshold(0);
            return current();
        } finally {
            // Takes the search path back as well.
            connection.rollback(settings);
        }
    }

    private Snapshot current() throws SQLException {
        Map<String, String> now = readMarks();
        if (last.isEmpty() || !now.equals(marks)) {
            boolean onlyRelations = last.isPresent() && now.keySet().containsAll(marks.keySet()) && now.get(NO_RELATION)
                    .equals(marks.get(NO_RELATION));
            if (!onlyRelations || !readChanged(now)) {
                byRelation = read(EVERYTHING, CatalogQueries.ALL, Optional.empty());
            }
            marks = now;
            last = Optional.of(new Snapshot(byRelation.values().stream().flatMap(List::stream).toList()));
        }
        return last.get();
    }

    /** Whether that was enough: not so if somebody else's description may name what got another name. */
    private boolean readChanged(Map<String, String> now) throws SQLException {
        Set<String> changed = new TreeSet<>(now.keySet());
        changed.removeIf(relation -> now.get(relation).equals(marks.get(relation)));
        Set<String> concerned = concerned(changed);
        Map<String, List<CatalogObject>> again = read(SOME, OF_RELATIONS, Optional.of(concerned));
        for (String relation : concerned) {
            Set<Key> names = names(again.getOrDefault(relation, List.of()));
            if (!names.containsAll(names(byRelation.getOrDefault(relation, List.of())))) {
                return false;
            }
        }
        concerned.forEach(relation -> byRelation.put(relation, again.getOrDefault(relation, List.of())));
        return true;
    }

    private static Set<Key> names(List<CatalogObject> objects) {
        Set<Key> names = new HashSet<>();
        objects.stream().map(CatalogObject::key).filter(key -> key.kind() == Kind.RELATION || key.kind() == Kind.COLUMN)
                .forEach(names::add);
        return names;
    }

    private Map<String, String> readMarks() throws SQLException {
        Map<String, String> found = new HashMap<>();
        try (PreparedStatement statement = prepare(MARKS)) {
            boolean rows = statement.execute();
            try (ResultSet results = next(statement, rows)) {
                while (results.next()) {
                    found.put(results.getString(1), results.getString(2));
                }
            }
        }
        return found;
    }

    private Set<String> concerned(Set<String> changed) throws SQLException {
        Set<String> found = new TreeSet<>();
        try (PreparedStatement statement = prepare(CatalogQueries.READERS)) {
            statement.setString(1, array(changed));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        return found;
    }

    /** All queries in one round trip. */
    private Map<String, List<CatalogObject>> read(String sql, List<CatalogQueries.Query> queries,
            Optional<Set<String>> relations) throws SQLException {
        Map<String, List<CatalogObject>> found = new HashMap<>();
        try (PreparedStatement statement = prepare(sql)) {
            if (relations.isPresent()) {
                for (int parameter = 1; parameter <= queries.size(); parameter++) {
                    statement.setString(parameter, array(relations.get()));
                }
            }
            boolean rows = statement.execute();
            for (CatalogQueries.Query query : queries) {
                try (ResultSet results = next(statement, rows)) {
                    read(query, results, found);
                }
                rows = statement.getMoreResults();
            }
        }
        return found;
    }

    private static String array(Set<String> relations) {
        return "{" + String.join(",", relations) + "}";
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.unwrap(PGStatement.class).setPrepareThreshold(1);
        return statement;
    }

    /** The first result that has rows, behind those of settings. */
    private static ResultSet next(PreparedStatement statement, boolean rows) throws SQLException {
        boolean found = rows;
        while (!found) {
            found = statement.getMoreResults();
        }
        return statement.getResultSet();
    }

    private static void read(CatalogQueries.Query query, ResultSet rows, Map<String, List<CatalogObject>> found)
            throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        int name = query.ofRelations() ? 2 : 1;
        String[] labels = new String[columns.getColumnCount() + 1];
        for (int column = 1; column < labels.length; column++) {
            labels[column] = columns.getColumnLabel(column);
        }
        while (rows.next()) {
            Map<String, String> attributes = new HashMap<>();
            for (int column = name + 1; column < labels.length; column++) {
                String value = rows.getString(column);
                if (value != null) {
                    attributes.put(labels[column], value);
                }
            }
            found.computeIfAbsent(query.ofRelations() ? rows.getString(1) : NO_RELATION, first -> new ArrayList<>())
                    .add(new CatalogObject(new Key(query.kind(), rows.getString(name)), attributes));
        }
    }
}
