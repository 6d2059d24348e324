package dev.tidegate.task.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tidegate.task.migration.MarkedPhase;
import dev.tidegate.task.migration.Phase;
import dev.tidegate.task.migration.Version;

/** Reads and writes {@code tidegate_history}, an append-only log beside Flyway's. */
final class OurRows {
    /** "tidegate" in ASCII: runners that create the table or fill it up take turns. */
    private static final long TURN = 0x7469646567617465L;

    /** How many values a row is bound to. */
    static final int PARAMETERS = 11;

    private OurRows() {}

    /** Waits for other runners that create or fill up; the turn ends with the transaction. */
    static void takeTurn(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(" + TURN + ")");
        }
    }

    /** Creates the table unless it is there. Two at once would collide even with IF NOT EXISTS: take the turn first. */
    static void create(Connection connection, Tables tables) throws SQLException {
        if (complete(connection, tables)) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS %1$s (
                        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                        history_table text NOT NULL,
                        version text,
                        description text NOT NULL,
                        script text NOT NULL,
                        mark text,
                        rollback_safe boolean NOT NULL,
                        phase text,
                        release text,
                        release_version text,
                        evidence text,
                        applied_at timestamptz NOT NULL,
                        begun_after integer
                    );
                    ALTER TABLE %1$s ADD COLUMN IF NOT EXISTS begun_after integer;
                    COMMENT ON TABLE %1$s IS 'which release applied which migration, kept by Tidegate';
                    COMMENT ON COLUMN %1$s.mark IS 'the phase its script asks for; null: nobody noted it';
                    COMMENT ON COLUMN %1$s.phase IS 'the run that applied it; null: an unknown release';
                    COMMENT ON COLUMN %1$s.begun_after IS 'its script began outside a transaction, after this rank'"""
                    .formatted(tables.quotedOurs()));
        }
    }

    /** The column was added later than the table. */
    private static boolean complete(Connection connection, Tables tables) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT EXISTS (SELECT FROM pg_attribute"
                + " WHERE attrelid = to_regclass(?) AND attname = 'begun_after')")) {
            statement.setString(1, tables.quotedOurs());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** What was noted of each migration last. */
    static Map<String, AppliedMigration> read(Connection connection, Tables tables) throws SQLException {
        Map<String, AppliedMigration> noted = new HashMap<>();
        String sql = "SELECT version, description, script, mark, rollback_safe, phase, release, release_version, evidence, "
                + Instants.micros("applied_at") + " FROM " + tables.quotedOurs()
                + " WHERE history_table = ? ORDER BY id";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, tables.flyway());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    AppliedMigration migration = migration(rows);
                    noted.put(migration.key(), migration);
                }
            }
        }
        return noted;
    }

    private static AppliedMigration migration(ResultSet row) throws SQLException {
        Optional<MarkedPhase> mark = text(row, 4).flatMap(MarkedPhase::of);
        return new AppliedMigration(FlywayRows.identity(row.getString(1), row.getString(2)), row.getString(3),
                Instants.of(row.getLong(10)), new Provenance(mark, row.getBoolean(5), run(row)));
    }

    private static Optional<Provenance.AppliedBy> run(ResultSet row) throws SQLException {
        Optional<String> phase = text(row, 6);
        Optional<String> release = text(row, 7);
        Optional<String> version = text(row, 8);
        Optional<String> evidence = text(row, 9);
        return phase.map(word -> new Provenance.AppliedBy(word.equals(Phase.PRE_TRAFFIC.word())
                ? Phase.PRE_TRAFFIC
                : Phase.POST_TRAFFIC, release, version, evidence));
    }

    private static Optional<String> text(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    /**
     * Writes what a script has just done. The script may have changed the role and the search path of its session: the role is
     * set back, as Flyway does before it writes its own row, and the table is named with its schema.
     */
    static void write(Connection connection, Tables tables, AppliedMigration migration) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("RESET ROLE; " + insert(tables))) {
            bind(statement, tables, migration);
            statement.execute();
        }
    }

    /** Writes one row for each migration. */
    static void write(Connection connection, Tables tables, List<AppliedMigration> migrations) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(insert(tables))) {
            for (AppliedMigration migration : migrations) {
                bind(statement, tables, migration);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    static String insert(Tables tables) {
        return "INSERT INTO " + tables.quotedOurs()
                + " (history_table, version, description, script, mark, rollback_safe,"
                + " phase, release, release_version, evidence, applied_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    }

    static void bind(PreparedStatement row, Tables tables, AppliedMigration migration) throws SQLException {
        Provenance from = migration.provenance();
        Optional<Provenance.AppliedBy> run = from.run();
        row.setString(1, tables.flyway());
        row.setString(2, migration.version().map(Version::text).orElse(null));
        row.setString(3, migration.identity().description());
        row.setString(4, migration.script());
        row.setString(5, from.marked().map(MarkedPhase::word).orElse(null));
        row.setBoolean(6, from.rollbackSafe());
        row.setString(7, run.map(by -> by.phase().word()).orElse(null));
        row.setString(8, run.flatMap(Provenance.AppliedBy::release).orElse(null));
        row.setString(9, run.flatMap(Provenance.AppliedBy::version).orElse(null));
        row.setString(10, run.flatMap(Provenance.AppliedBy::evidence).orElse(null));
        row.setObject(11, migration.at().atOffset(ZoneOffset.UTC));
    }
}
