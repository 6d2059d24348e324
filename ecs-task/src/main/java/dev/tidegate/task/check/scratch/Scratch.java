package dev.tidegate.task.check.scratch;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.HashSet;
import java.util.Set;

import dev.tidegate.task.check.catalog.Difference;
import dev.tidegate.task.check.catalog.Snapshot;
import dev.tidegate.task.check.catalog.SnapshotReader;
import dev.tidegate.task.check.scratch.MigrationObservation.Trials;

/** One throw-away database, on which scripts are run and watched. */
public final class Scratch implements AutoCloseable {
    private static final List<String> CATALOGS = List.of("pg_class", "pg_attribute", "pg_attrdef", "pg_index",
            "pg_constraint",
            "pg_depend", "pg_trigger", "pg_type", "pg_proc", "pg_rewrite", "pg_namespace", "pg_sequence", "pg_inherits",
            "pg_policy");

    private final ScratchServer server;
    private final String database;
    private final Connection connection;
    private final Connection writer;
    private final Set<String> filled = new HashSet<>();
    private Optional<Snapshot> current = Optional.empty();

    /** @param database one of the server's */
    public Scratch(ScratchServer server, String database) {
        this.server = server;
        this.database = database;
        this.connection = server.connect(database);
        this.writer = server.connect(database);
    }

    /** Runs a script without watching it. */
    public void run(Source source) throws SQLException {
        new ScriptRun(server, connection).run(source);
        current = Optional.empty();
    }

    /** Puts a few rows into every table. */
    public void seed() throws SQLException {
        connection.setAutoCommit(false);
        new Seeder(connection, snapshot()).seed();
        filled.clear();
        filled.addAll(new Meter(connection).filled(snapshot()));
        connection.commit();
    }

    /** Another session of the same database. */
    public Connection session() {
        return server.connect(database);
    }

    /** The schema as it is now. */
    public Snapshot snapshot() throws SQLException {
        if (current.isEmpty()) {
            connection.setAutoCommit(false);
            gatherStatistics();
            current = Optional.of(SnapshotReader.read(connection));
            connection.commit();
        }
        return current.get();
    }

    /** Without them, until the server does it by itself, reading the catalog takes ten times as long. */
    private void gatherStatistics() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE " + String.join(", ", CATALOGS));
        }
    }

    /**
     * Runs a script and watches it; what it did stays.
     *
     * @param known the schema that running code knows
     */
    public MigrationObservation observe(Source source, Snapshot known) throws SQLException {
        Snapshot before = snapshot();
        Observer observer = new Observer(server, connection, writer, source, before, filled);
        List<StatementObservation> statements = observer.observe();
        Snapshot after = observer.after();
        current = Optional.of(after);
        Trials trials = new TrialRunner(connection, Difference.between(before, after)).run();
        connection.rollback();
        return new MigrationObservation(source, known, before, after, statements, observer.failure(), trials);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        writer.close();
    }
}
