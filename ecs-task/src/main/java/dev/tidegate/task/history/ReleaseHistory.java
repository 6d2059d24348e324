package dev.tidegate.task.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

import dev.tidegate.task.database.DatabaseFailure;
import dev.tidegate.task.migration.Script;
import dev.tidegate.task.outcome.TaskException;

/**
 * The table {@code tidegate_history}: which release applied which migration, in which phase and on what evidence. What is
 * applied is for Flyway's table to say; ours adds what Flyway does not know, and is filled up from Flyway's when it lacks a
 * migration. Nothing is written before a run has decided to act.
 */
public final class ReleaseHistory {
    /** The name of the table that is kept beside Flyway's. */
    public static final String TABLE = Tables.NAME;

    private final DataSource database;
    private final Optional<String> schema;
    private final String table;

    /**
     * Reads and writes beside {@code table}.
     *
     * @param schema of both tables; empty for the login's own
     * @param table the schema history table
     */
    public ReleaseHistory(DataSource database, Optional<String> schema, String table) {
        this.database = database;
        this.schema = schema;
        this.table = table;
    }

    /**
     * Looks, and writes nothing.
     *
     * @param scripts whose marks tell the phase of migrations that nobody noted
     * @throws TaskException when the database cannot be read
     */
    public SchemaState read(Collection<Script> scripts) {
        try (Connection connection = database.getConnection()) {
            Look found = Look.at(connection, schema, table);
            if (found.hasFlyway()) {
                return withHistory(connection, found, scripts);
            }
            return found.occupied()
                    ? new SchemaState.Occupied(found.tables().schema())
                    : new SchemaState.Empty(found.tables().schema());
        } catch (SQLException e) {
            throw DatabaseFailure.of("cannot read the schema history or tidegate_history", e);
        }
    }

    /**
     * Notes the migrations that were applied without being noted, as of an unknown release.
     *
     * @throws TaskException when they cannot be written
     */
    public void fillUp(SchemaState state) {
        if (!(state instanceof SchemaState.WithHistory history) || history.unnoted().isEmpty()) {
            return;
        }
        Tables tables = new Tables(history.schema(), table);
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            OurRows.takeTurn(connection);
            OurRows.create(connection, tables);
            Map<String, AppliedMigration> noted = OurRows.read(connection, tables);
            OurRows.write(connection, tables, history.unnoted().stream()
                    .filter(migration -> !noted.containsKey(migration.key())).toList());
            connection.commit();
        } catch (SQLException e) {
            throw DatabaseFailure.of("cannot write tidegate_history, nothing was run", e);
        }
    }

    /** The tables in the schema that {@link #read} found. */
    Tables tables(SchemaState state) {
        return new Tables(state.schema(), table);
    }

    private static SchemaState withHistory(Connection connection, Look found, Collection<Script> scripts)
            throws SQLException {
        List<Entry> entries = FlywayRows.read(connection, found.tables());
        Map<String, AppliedMigration> noted = found.hasOurs() ? OurRows.read(connection, found.tables()) : Map.of();
        List<AppliedMigration> known = new ArrayList<>();
        List<AppliedMigration> unnoted = new ArrayList<>();
        Marks marks = new Marks(scripts);
        for (AppliedMigration migration : FlywayRows.applied(entries)) {
            Optional<AppliedMigration> note = Optional.ofNullable(noted.get(migration.key()));
            AppliedMigration full = note.map(migration::as).orElseGet(() -> marks.assume(migration));
            known.add(full);
            if (note.isEmpty()) {
                unnoted.add(full);
            }
        }
        return new SchemaState.WithHistory(found.tables().schema(), entries, known, unnoted);
    }
}
