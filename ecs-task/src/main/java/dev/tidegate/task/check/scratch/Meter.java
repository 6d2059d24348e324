package dev.tidegate.task.check.scratch;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tidegate.task.check.catalog.Kind;
import dev.tidegate.task.check.catalog.Snapshot;
import dev.tidegate.task.sql.LockMode;

/** Reads what a session's transaction has done so far. */
final class Meter {
    private static final String LOCKS = "SELECT relation::text, mode FROM pg_locks WHERE pid = pg_backend_pid()"
            + " AND locktype = 'relation' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            + " AND relation >= 16384";
    private static final String SCANS = "SELECT oid::text, pg_stat_get_xact_numscans(oid) FROM pg_class"
            + " WHERE oid >= 16384 AND relkind IN ('r', 'm', 't') AND pg_stat_get_xact_numscans(oid) > 0";
    private static final String WRITES = "SELECT c.oid::text, format('%I.%I', n.nspname, c.relname),"
            + " pg_stat_get_xact_tuples_updated(c.oid), pg_stat_get_xact_tuples_deleted(c.oid)"
            + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid >= 16384 AND c.relkind = 'r'"
            + " AND pg_stat_get_xact_tuples_updated(c.oid) + pg_stat_get_xact_tuples_deleted(c.oid) > 0";
    /** One row alone may have been chosen. */
    private static final int SEVERAL = 2;
    private static final Map<String, LockMode> MODES = Stream.of(LockMode.values()).collect(Collectors.toMap(
            LockMode::inCatalog, mode -> mode));

    /** Lines of a plan that do not concern all rows. */
    private static final Pattern CHOOSES = Pattern.compile(
            "^(Limit|Result)\\b|^[\\w -]*(Filter|Cond): |^[\\w ]+ Join\\b");
    /** With its schema, as SQL spells it. */
    private static final Pattern WRITTEN = Pattern.compile(
            "^\\w+ on ((?:\"(?:[^\"]|\"\")+\"|[^\\s.\"]+)\\.(?:\"(?:[^\"]|\"\")+\"|[^\\s\"]+))");

    private final Connection connection;

    Meter(Connection connection) {
        this.connection = connection;
    }

    /** The strongest lock on each relation. */
    Map<String, LockMode> locks() throws SQLException {
        Map<String, LockMode> held = new HashMap<>();
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(LOCKS)) {
            while (rows.next()) {
                LockMode mode = MODES.get(rows.getString(2));
                held.merge(rows.getString(1), mode, (one, other) -> one.compareTo(other) >= 0 ? one : other);
            }
        }
        return held;
    }

    /** How often each table was read from end to end; the counter moves for empty tables, too. */
    Map<String, Long> scans() throws SQLException {
        Map<String, Long> scans = new HashMap<>();
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(SCANS)) {
            while (rows.next()) {
                scans.put(rows.getString(1), rows.getLong(2));
            }
        }
        return scans;
    }

    /** How many rows of each table were updated and deleted. */
    Map<String, Written> written() throws SQLException {
        Map<String, Written> written = new HashMap<>();
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(WRITES)) {
            while (rows.next()) {
                written.put(rows.getString(1), new Written(rows.getString(2), rows.getLong(3), rows.getLong(4)));
            }
        }
        return written;
    }

    /** @param table its name, as SQL spells it */
    record Written(String table, long updated, long deleted) {}

    /**
     * Whether what a {@code DO} block or a function did since {@code before} left out no row of a table; its statements cannot
     * be explained.
     */
    Optional<StatementObservation.EveryRow> everyRowSince(Map<String, Written> before) throws SQLException {
        for (Map.Entry<String, Written> now : written().entrySet()) {
            Written was = before.getOrDefault(now.getKey(), new Written("", 0, 0));
            long updated = now.getValue().updated - was.updated;
            long deleted = now.getValue().deleted - was.deleted;
            boolean moved = updated >= SEVERAL || deleted >= SEVERAL;
            long left = moved ? count(now.getValue().table) : 0;
            if (moved && (left == 0 || updated >= Math.max(left, SEVERAL))) {
                return Optional.of(new StatementObservation.EveryRow(left == 0, List.of(now.getValue().table)));
            }
        }
        return Optional.empty();
    }

    private long count(String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** What was read from end to end since {@code before}. */
    Set<String> scannedSince(Map<String, Long> before) throws SQLException {
        Set<String> scanned = new HashSet<>();
        scans().forEach((oid, count) -> {
            if (count > before.getOrDefault(oid, 0L)) {
                scanned.add(oid);
            }
        });
        return scanned;
    }

    /**
     * Whether {@code sql} writes or deletes rows without a condition, by its plan: there {@code WHERE 1 = 1} is gone.
     *
     * @param sql which the server can explain
     */
    Optional<StatementObservation.EveryRow> everyRow(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            StringBuilder plan = new StringBuilder();
            try (ResultSet rows = statement.executeQuery("EXPLAIN (VERBOSE, COSTS OFF) " + sql)) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            return everyRowOf(plan.toString());
        }
    }

    private static Optional<StatementObservation.EveryRow> everyRowOf(String plan) {
        List<String> lines = plan.lines().map(line -> line.strip().replaceFirst("^->\\s*", "")).filter(line -> !line
                .startsWith("Output:")).toList();
        List<String> writes = lines.stream().filter(line -> line.startsWith("Update on ") || line.startsWith(
                "Delete on ")).toList();
        boolean chosen = lines.stream().anyMatch(line -> CHOOSES.matcher(line).find());
        return writes.isEmpty() || chosen ? Optional.empty()
                : Optional.of(new StatementObservation.EveryRow(writes.getFirst().startsWith("Delete"), writes.stream()
                        .map(WRITTEN::matcher).filter(Matcher::find).map(table -> table.group(1)).toList()));
    }

    /** The tables that have rows. */
    Set<String> filled(Snapshot snapshot) throws SQLException {
        String sql = snapshot.all(Kind.RELATION).stream().filter(table -> table.get("kind").equals("r")).map(
                table -> table
                        .key().name()).map(table -> "SELECT " + Sql.text(table) + " WHERE EXISTS (SELECT FROM " + table
                                + ")")
                .collect(Collectors.joining(" UNION ALL "));
        Set<String> filled = new HashSet<>();
        if (!sql.isEmpty()) {
            try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    filled.add(rows.getString(1));
                }
            }
        }
        return filled;
    }

    /** Whether a table has no rows. */
    boolean isEmpty(String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT NOT EXISTS (SELECT FROM " + table + ")")) {
            rows.next();
            return rows.getBoolean(1);
        }
    }
}
