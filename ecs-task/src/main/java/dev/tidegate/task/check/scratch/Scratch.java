package dev.tidegate.task.check.scratch;

import java.sql.Connection;
import java.sql.SQLException;
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
    private final ScratchServer server;
    private final String database;
    private final Connection connection;
    private final Connection writer;
    private final SnapshotReader reader;
    private final Set<String> filled = new HashSet<>();
    private Optional<Snapshot> current = Optional.empty();

    /** @param database one of the server's */
    public Scratch(ScratchServer server, String database) {
        this.server = server;
        this.database = database;
        this.connection = server.connect(database);
        this.writer = server.connect(database);
        this.reader = new SnapshotReader(connection);
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
            current = Optional.of(reader.read());
            connection.commit();
        }
        return current.get();
    }

    /**
     * Runs a script and watches it; what it did stays.
     *
     * @param known the schema that running code knows
     */
    public MigrationObservation observe(Source source, Snapshot known) throws SQLException {
        Snapshot before = snapshot();
        Observer observer = new Observer(server, connection, writer, reader, source, before, filled);
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
