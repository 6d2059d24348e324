package dev.tidegate.task.check.scratch;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.tidegate.task.check.catalog.CatalogObject;
import dev.tidegate.task.check.catalog.Kind;
import dev.tidegate.task.check.catalog.Snapshot;

/**
 * Puts a few rows into every table, parents first, so that statements that depend on data do something. What the constraints
 * refuse is tried again with other values for the columns that were refused; a table that takes nothing stays empty.
 */
public final class Seeder {
    private static final int ROWS = 3;
    private static final int TRIES = 15;
    private static final Pattern VIOLATED = Pattern.compile("constraint \"(.+)\"");

    private final Connection connection;
    private final Snapshot snapshot;
    private final Samples samples;
    private final Random random = new Random(ROWS);
    private final Map<String, Integer> filled = new LinkedHashMap<>();

    /** @param connection in a transaction, which goes on */
    public Seeder(Connection connection, Snapshot snapshot) {
        this.connection = connection;
        this.snapshot = snapshot;
        this.samples = new Samples(connection, snapshot);
    }

    /** Fills every table and tells how many rows each took. */
    public Map<String, Integer> seed() throws SQLException {
        Set<String> left = new HashSet<>();
        snapshot.all(Kind.RELATION).stream().filter(Seeder::takesRows).forEach(table -> left.add(table.key().name()));
        while (!left.isEmpty()) {
            String next = left.stream().filter(table -> parents(table).stream().noneMatch(left::contains)).sorted()
                    .findFirst().orElseGet(() -> left.stream().sorted().findFirst().orElseThrow());
            left.remove(next);
            filled.put(next, fill(next));
        }
        return filled;
    }

    /** Rows of a partition come through its parent. */
    private static boolean takesRows(CatalogObject relation) {
        return Set.of("r", "p").contains(relation.get("kind")) && !relation.is("partition");
    }

    private Set<String> parents(String table) {
        return snapshot.of(table, Kind.CONSTRAINT).stream().filter(key -> key.get("type").equals("f")).map(key -> key
                .get(
                        "referenced")).filter(parent -> !parent.equals(table)).collect(Collectors.toSet());
    }

    private int fill(String table) throws SQLException {
        Map<String, List<String>> values = new LinkedHashMap<>();
        Set<String> nullable = new HashSet<>();
        for (CatalogObject column : snapshot.of(table, Kind.COLUMN)) {
            boolean byItself = !column.get("generated").isEmpty() || !column.get("identity").isEmpty()
                    || column.get("default").startsWith("nextval(");
            if (!byItself) {
                values.put(column.get("short"), samples.of(column));
            }
            if (!column.is("not_null")) {
                nullable.add(column.get("short"));
            }
        }
        int rows = 0;
        for (int row = 0; row < ROWS; row++) {
            rows += insert(new Table(table, values, nullable), row) ? 1 : 0;
        }
        return rows;
    }

    private record Table(String name, Map<String, List<String>> values, Set<String> nullable) {}

    private boolean insert(Table table, int row) throws SQLException {
        Map<String, Integer> picks = new HashMap<>();
        table.values.keySet().forEach(column -> picks.put(column, row));
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Optional<String> refused = tryInsert(table, picks, row);
            if (refused.isEmpty()) {
                return true;
            }
            Set<String> again = blamed(table.name, refused.get());
            picks.keySet().stream().filter(column -> again.isEmpty() || again.contains(column)).sorted().toList()
                    .forEach(column -> picks.put(column, random.nextInt(1, 50)));
        }
        return false;
    }

    /** The columns of the constraint that the message names; none when it names none. */
    private Set<String> blamed(String table, String message) {
        Matcher violated = VIOLATED.matcher(message);
        return !violated.find() ? Set.of()
                : snapshot.of(table, Kind.CONSTRAINT).stream().filter(
                        constraint -> constraint.get("short").equals(violated.group(1))).flatMap(
                                constraint -> constraint.list(
                                        "columns").stream()).collect(Collectors.toSet());
    }

    private Optional<String> tryInsert(Table table, Map<String, Integer> picks, int row) throws SQLException {
        Map<String, String> keys = references(table.name, row);
        List<String> columns = new ArrayList<>();
        List<String> expressions = new ArrayList<>();
        table.values.forEach((column, values) -> {
            String key = keys.get(column);
            if (key != null || !values.isEmpty()) {
                columns.add(Sql.name(column));
                expressions.add(key != null ? key : values.get(picks.get(column) % values.size()));
            }
        });
        String sql = columns.isEmpty() ? "INSERT INTO " + table.name + " DEFAULT VALUES"
                : "INSERT INTO " + table.name + " (" + String.join(", ", columns) + ") VALUES (" + String.join(", ",
                        expressions) + ")";
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
            connection.releaseSavepoint(before);
            return Optional.empty();
        } catch (SQLException e) {
            connection.rollback(before);
            return Optional.of(e.getMessage());
        }
    }

    /** For each column of a foreign key the value of the same row of the parent. */
    private Map<String, String> references(String table, int row) {
        Map<String, String> values = new HashMap<>();
        for (CatalogObject key : snapshot.of(table, Kind.CONSTRAINT)) {
            if (key.get("type").equals("f")) {
                String[] columns = key.get("columns").split("\n");
                String[] referenced = key.get("referenced_columns").split("\n");
                int rows = Math.max(1, filled.getOrDefault(key.get("referenced"), 0));
                for (int at = 0; at < columns.length; at++) {
                    values.put(columns[at], "(SELECT parent." + Sql.name(referenced[at]) + " FROM " + key.get(
                            "referenced") + " parent ORDER BY parent.ctid LIMIT 1 OFFSET " + row % rows + ")");
                }
            }
        }
        return values;
    }
}
