package dev.tidegate.task.database;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

import dev.tidegate.task.outcome.Blocker;
import dev.tidegate.task.sql.LockMode;
import dev.tidegate.task.sql.Name;

/** Finds out who holds what. {@code pg_locks} is open to every login; who stands behind a pid is not. */
public final class Blockers {
    private static final int LONGEST_QUERY = 120;
    private static final String SESSION = " a.usename, a.application_name, host(a.client_addr) AS client, a.state,"
            + " a.backend_type, a.query, ";

    /** User relations have object ids from 16384 on. */
    private static final String ANY = "SELECT EXISTS (SELECT 1 FROM pg_locks l WHERE l.locktype = 'relation' AND l.granted"
            + " AND l.pid IS DISTINCT FROM ? AND l.relation::bigint >= 16384"
            + " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()))";

    /**
     * The wanted relations; for an index also its table, for a partitioned table its partitions, and for whatever is dropped
     * or truncated the tables that foreign keys tie to it, since all of these are locked with it.
     */
    private static final String HOLDING = "WITH RECURSIVE wanted AS (SELECT to_regclass(name)::oid AS oid, modes"
            + " FROM unnest(?::text[], ?::text[]) AS w(name, modes) WHERE to_regclass(name) IS NOT NULL),"
            + " family AS (SELECT oid, modes FROM wanted"
            + " UNION SELECT i.indrelid, w.modes FROM wanted w JOIN pg_index i ON i.indexrelid = w.oid"
            + " UNION SELECT i.inhrelid, f.modes FROM family f JOIN pg_inherits i ON i.inhparent = f.oid),"
            + " target AS (SELECT oid, modes FROM family"
            + " UNION SELECT c.confrelid, f.modes FROM family f JOIN pg_constraint c ON c.conrelid = f.oid"
            + " WHERE c.contype = 'f' AND ?)"
            + " SELECT l.pid, l.virtualtransaction, c.relname AS relation, p.gid," + SESSION + age("a.xact_start")
                    .replace(
                            "a.xact_start",
                            "coalesce(a.xact_start, p.prepared)")
            + " FROM target t JOIN pg_class c ON c.oid = t.oid AND c.relnamespace <> 'pg_catalog'::regnamespace"
            + " JOIN pg_locks l ON l.locktype = 'relation' AND l.relation = t.oid AND l.granted"
            + " AND l.mode = ANY (string_to_array(t.modes, ' '))"
            + " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            + " LEFT JOIN pg_stat_activity a ON a.pid = l.pid"
            + " LEFT JOIN pg_locks x ON l.pid IS NULL AND x.pid IS NULL AND x.locktype = 'transactionid'"
            + " AND x.virtualtransaction = l.virtualtransaction"
            + " LEFT JOIN pg_prepared_xacts p ON p.transaction = x.transactionid"
            + " WHERE l.pid IS DISTINCT FROM ? ORDER BY a.xact_start NULLS FIRST, l.pid";

    private static final String BLOCKING = "SELECT nullif(b.pid, 0) AS pid, '' AS virtualtransaction,"
            + " (SELECT c.relname FROM pg_locks w JOIN pg_class c ON c.oid = w.relation WHERE w.pid = ? AND NOT w.granted"
            + " LIMIT 1) AS relation, NULL AS gid," + SESSION + age("a.xact_start")
            + " FROM unnest(pg_blocking_pids(?)) AS b(pid) LEFT JOIN pg_stat_activity a ON a.pid = b.pid"
            + " ORDER BY a.xact_start NULLS FIRST";

    private static final String ADVISORY = "SELECT l.pid, l.virtualtransaction, NULL AS relation, NULL AS gid,"
            + SESSION + age("a.xact_start") + " FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid"
            + " WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1"
            + " AND l.classid::bigint = ? AND l.objid::bigint = ?"
            + " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())";

    private Blockers() {}

    private static String age(String since) {
        return "(extract(epoch FROM clock_timestamp() - " + since + ") * 1000)::bigint AS age";
    }

    /**
     * A holder of a lock.
     *
     * @param transaction tells it from a later transaction of the same session
     */
    public record Holder(Blocker blocker, String transaction) {}

    /**
     * Who holds these relations in modes that conflict, the oldest first.
     *
     * @param withForeignKeys whether the tables that theirs refer to are locked, too
     * @param except the session that wants them
     */
    public static List<Holder> holding(Connection connection, Map<Name, LockMode> wanted, boolean withForeignKeys,
            int except) throws SQLException {
        if (!anyHolds(connection, except)) {
            return List.of();
        }
        List<Map.Entry<Name, LockMode>> entries = List.copyOf(wanted.entrySet());
        Array names = connection.createArrayOf("text", entries.stream().map(entry -> entry.getKey().quoted())
                .toArray());
        Array modes = connection.createArrayOf("text", entries.stream().map(entry -> entry.getValue().conflicts()
                .stream()
                .map(LockMode::inCatalog).collect(Collectors.joining(" "))).toArray());
        try (PreparedStatement statement = connection.prepareStatement(HOLDING)) {
            statement.setArray(1, names);
            statement.setArray(2, modes);
            statement.setBoolean(3, withForeignKeys);
            statement.setInt(4, except);
            return read(statement);
        }
    }

    /** Whom session {@code pid} is waiting for at this moment. */
    public static List<Holder> blocking(Connection connection, int pid) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BLOCKING)) {
            statement.setInt(1, pid);
            statement.setInt(2, pid);
            return read(statement);
        }
    }

    /** Who holds the advisory lock {@code key}. */
    public static List<Holder> advisory(Connection connection, long key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADVISORY)) {
            statement.setLong(1, key >>> 32);
            statement.setLong(2, key & 0xFFFF_FFFFL);
            return read(statement);
        }
    }

    /** Planning the full question takes the server 5 ms, this one a tenth; where nobody works it is the answer. */
    private static boolean anyHolds(Connection connection, int except) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ANY)) {
            statement.setInt(1, except);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static List<Holder> read(PreparedStatement statement) throws SQLException {
        List<Holder> holders = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                holders.add(new Holder(blocker(rows), rows.getInt("pid") + " " + rows.getString("virtualtransaction")));
            }
        }
        return holders;
    }

    private static Blocker blocker(ResultSet row) throws SQLException {
        int pid = row.getInt("pid");
        Optional<String> prepared = Optional.ofNullable(row.getString("gid"));
        Optional<String> query = Optional.ofNullable(row.getString("query"));
        Optional<String> type = Optional.ofNullable(row.getString("backend_type"));
        Optional<String> user = Optional.ofNullable(row.getString("usename"));
        Blocker.Kind kind = pid == 0 ? Blocker.Kind.PREPARED : BackendType.kind(type, user, query);
        long millis = row.getLong("age");
        Optional<Duration> age = row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(Math.max(0, millis)));
        return new Blocker(kind, pid == 0 ? OptionalInt.empty() : OptionalInt.of(pid), user,
                prepared.orElse(Optional.ofNullable(row.getString("application_name")).orElse("")),
                Optional.ofNullable(row.getString("client")), Optional.ofNullable(row.getString("state")), age,
                Optional.ofNullable(row.getString("relation")),
                kind == Blocker.Kind.HIDDEN ? Optional.empty()
                        : query.filter(sql -> !sql.isBlank()).map(
                                Blockers::shorten));
    }

    private static String shorten(String query) {
        String flat = query.strip().replaceAll("\\s+", " ");
        return flat.length() <= LONGEST_QUERY ? flat : flat.substring(0, LONGEST_QUERY) + "…";
    }
}
