package dev.tidegate.task.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;

import dev.tidegate.task.flyway.MigrationRecorder;
import dev.tidegate.task.migration.Migration;

/** Notes in {@code tidegate_history} what one run applies. */
public final class Recorder implements MigrationRecorder {
    private final Tables tables;
    private final Provenance.AppliedBy run;
    private final InstantSource clock;

    public Recorder(ReleaseHistory history, SchemaState state, Provenance.AppliedBy run, InstantSource clock) {
        this.tables = history.tables(state);
        this.run = run;
        this.clock = clock;
    }

    @Override
    public void prepare(Connection connection) throws SQLException {
        OurRows.takeTurn(connection);
        OurRows.create(connection, tables);
    }

    @Override
    public boolean begunBefore(Connection connection, Migration migration) throws SQLException {
        return BegunRows.has(connection, tables, migration.file());
    }

    @Override
    public void begins(Connection connection, Migration migration) throws SQLException {
        BegunRows.write(connection, tables, AppliedMigration.now(migration, clock.instant(), run));
    }

    @Override
    public void failed(Connection connection, String file) throws SQLException {
        BegunRows.delete(connection, tables, file);
    }

    @Override
    public void record(Connection connection, Migration migration) throws SQLException {
        if (connection.getAutoCommit()) {
            BegunRows.end(connection, tables, migration.file(), clock.instant());
        } else {
            OurRows.write(connection, tables, AppliedMigration.now(migration, clock.instant(), run));
        }
    }
}
