package dev.tidegate.task.check.scratch;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.tidegate.task.check.catalog.CatalogObject;
import dev.tidegate.task.check.catalog.Kind;
import dev.tidegate.task.check.catalog.Snapshot;
import dev.tidegate.task.check.catalog.SnapshotReader;
import dev.tidegate.task.check.scratch.StatementObservation.EveryRow;
import dev.tidegate.task.check.scratch.StatementObservation.Work;
import dev.tidegate.task.sql.LockMode;
import dev.tidegate.task.sql.Statement;
import dev.tidegate.task.sql.Transactions;

/** Runs one script statement by statement, in the transactions that the runner would give it, and watches. */
final class Observer {
    private static final List<String> WRITES_ROWS = List.of("insert", "update", "delete", "merge", "with");

    /** What they do is written elsewhere. */
    private static final List<String> CALLS = List.of("do", "call", "select");

    private final ScriptRun run;
    private final Connection connection;
    private final Connection writer;
    private final Meter meter;
    private final Source source;
    private final List<StatementObservation> seen = new ArrayList<>();
    private final int process;
    private final Set<String> filled;
    private Optional<MigrationObservation.Stopped> failure = Optional.empty();
    private Snapshot current;
    private int transaction;

    /**
     * @param writer a second session of the same database
     * @param filled the tables that have rows; it is told what loses them
     */
    Observer(ScratchServer server, Connection connection, Connection writer, Source source, Snapshot before,
            Set<String> filled)
            throws SQLException {
        this.run = new ScriptRun(server, connection);
        this.connection = connection;
        this.writer = writer;
        this.meter = new Meter(connection);
        this.source = source;
        connection.setAutoCommit(false);
        this.process = process();
        this.current = before;
        this.filled = filled;
        connection.commit();
    }

    /** Runs it to its end, or to the statement that fails. */
    List<StatementObservation> observe() throws SQLException {
        boolean block = source.inTransaction();
        for (Statement statement : source.statements()) {
            Optional<String> control = Transactions.control(statement);
            if (control.isPresent()) {
                connection.commit();
                transaction++;
                block = Set.of("BEGIN", "START").contains(control.get()) || source.inTransaction();
            } else {
                boolean outside = Source.isOutside(statement);
                if (!statement(statement, outside)) {
                    break;
                }
                if (!block || outside) {
                    connection.commit();
                    transaction++;
                }
            }
        }
        if (failure.isPresent()) {
            connection.rollback();
        }
        connection.commit();
        try (java.sql.Statement reset = connection.createStatement()) {
            reset.execute("RESET ALL; RESET SESSION AUTHORIZATION");
        }
        connection.commit();
        return List.copyOf(seen);
    }

    /** The schema after it. */
    Snapshot after() throws SQLException {
        if (failure.isPresent()) {
            current = SnapshotReader.read(connection, current);
            connection.commit();
        }
        return current;
    }

    /** What stopped it. */
    Optional<MigrationObservation.Stopped> failure() {
        return failure;
    }

    private boolean statement(Statement statement, boolean outside) throws SQLException {
        Snapshot before = current;
        if (run.reachesOut(statement)) {
            seen.add(new StatementObservation(statement, transaction, before, before, Map.of(), Work.NONE, Set.of(),
                    Optional.empty(), Optional.of("it reaches beyond the database")));
            return true;
        }
        boolean writesRows = WRITES_ROWS.stream().anyMatch(word -> Source.startsWith(statement, word));
        Optional<String> refused = Optional.empty();
        while (true) {
            try {
                seen.add(outside ? outside(statement, before) : inside(statement, before, writesRows, refused));
                return true;
            } catch (SQLException e) {
                if (run.makeRole(e)) {
                    continue;
                }
                if (refused.isEmpty() && isAboutData(e)) {
                    refused = Optional.of(e.getMessage());
                    emptyTables(before);
                    continue;
                }
                failure = Optional.of(new MigrationObservation.Stopped(statement, e.getMessage()));
                return false;
            }
        }
    }

    private StatementObservation inside(Statement statement, Snapshot before, boolean writesRows,
            Optional<String> refused)
            throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        try {
            Map<String, Long> scans = meter.scans();
            Optional<EveryRow> everyRow = Optional.empty();
            if (writesRows) {
                // Few rows would make the planner read tables from end to end for which there is an index.
                set("SET LOCAL enable_seqscan = off");
                everyRow = meter.everyRow(statement.text());
            }
            boolean calls = CALLS.stream().anyMatch(word -> Source.startsWith(statement, word));
            Map<String, Meter.Written> written = calls ? meter.written() : Map.of();
            run.execute(source, statement);
            if (writesRows) {
                set("SET LOCAL enable_seqscan = on");
            } else if (calls) {
                everyRow = meter.everyRowSince(written);
            }
            Set<String> scanned = meter.scannedSince(scans);
            Map<String, LockMode> held = meter.locks();
            current = writesRows ? before : SnapshotReader.read(connection, before);
            Set<String> emptied = emptied(before, current, Source.startsWith(statement, "truncate"));
            connection.releaseSavepoint(savepoint);
            return new StatementObservation(statement, transaction, before, current, held, new Work(scanned, emptied,
                    everyRow), Set.of(), refused, Optional.empty());
        } catch (SQLException e) {
            connection.rollback(savepoint);
            throw e;
        }
    }

    private StatementObservation outside(Statement statement, Snapshot before) throws SQLException {
        connection.commit();
        connection.setAutoCommit(true);
        try {
            Set<String> waited = new HeldLocks(writer, before).waitedFor(process, () -> run.execute(source, statement));
            connection.setAutoCommit(false);
            current = SnapshotReader.read(connection, current);
            return new StatementObservation(statement, transaction, before, current, Map.of(), Work.NONE, waited,
                    Optional
                            .empty(), Optional.empty());
        } finally {
            connection.setAutoCommit(false);
        }
    }

    /** Violated constraints and values that cannot be: with other rows, or none, it would have worked. */
    private static boolean isAboutData(SQLException e) {
        return Stream.of("22", "23").anyMatch(group -> String.valueOf(e.getSQLState()).startsWith(group));
    }

    private void emptyTables(Snapshot snapshot) throws SQLException {
        set("SET session_replication_role = replica");
        for (CatalogObject table : snapshot.all(Kind.RELATION)) {
            if (table.get("kind").equals("r")) {
                set("DELETE FROM " + table.key().name());
            }
        }
        set("SET session_replication_role = origin");
        filled.clear();
    }

    /** @param truncates whether the statement says so, for tables that had no rows */
    private Set<String> emptied(Snapshot before, Snapshot after, boolean truncates) throws SQLException {
        Set<String> emptied = new HashSet<>();
        for (CatalogObject table : before.all(Kind.RELATION)) {
            Optional<CatalogObject> now = after.byOid(table.get("oid"));
            boolean moved = now.isPresent() && !now.get().get("file").equals(table.get("file"));
            boolean hadRows = truncates || filled.contains(table.key().name());
            if (moved && hadRows && meter.isEmpty(now.orElseThrow().key().name())) {
                emptied.add(table.get("oid"));
            }
        }
        return emptied;
    }

    private void set(String sql) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int process() throws SQLException {
        try (java.sql.Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }
}
