package dev.tidegate.tests.benchmark.locks;

import dev.tidegate.tests.benchmark.Programs;
import dev.tidegate.tests.benchmark.Sample;
import dev.tidegate.tests.database.LocalPostgres;
import dev.tidegate.tests.database.LocalPostgres.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A table with a million rows whose first migration Flyway's command line has applied, and whose second is pending. Made once;
 * each run gets a copy.
 */
final class Accounts {
    static final int ROWS = 1_000_000;

    private static final String FIRST = """
            -- tidegate: pre-traffic
            create table account (id int primary key, owner text not null, balance int not null default 0);
            insert into account select g, 'owner ' || g from generate_series(1, %d) g;
            """.formatted(ROWS);
    private static final String SECOND = """
            -- tidegate: pre-traffic
            alter table account add column note text;
            """;

    private final Database administration;
    private final Path scripts;
    private int copies;

    private Accounts(Database administration, Path scripts) {
        this.administration = administration;
        this.scripts = scripts;
    }

    static Accounts create(LocalPostgres postgres, Programs programs, Path scratch)
            throws IOException, InterruptedException, SQLException {
        Path scripts = Files.createDirectory(scratch.resolve("accounts"));
        Files.writeString(scripts.resolve("V1__account.sql"), FIRST);
        Files.writeString(scripts.resolve("V2__note.sql"), SECOND);
        Database original = postgres.createDatabase("original");
        Sample.of(programs.flyway(original, scripts, "-target=1"), scratch);
        // Autovacuum would take locks and time of its own, at moments of its own.
        execute(original, "alter table account set (autovacuum_enabled = false)");
        execute(original, "vacuum (freeze, analyze) account");
        return new Accounts(postgres.createDatabase("administration"), scripts);
    }

    /** The folder with both migrations. */
    Path scripts() {
        return scripts;
    }

    /** The second migration alone. */
    Path pending() {
        return scripts.resolve("V2__note.sql");
    }

    /** A database in which the second migration is pending. */
    Database copy() throws SQLException {
        copies++;
        String name = "copy" + copies;
        // Leaves nothing to be written while the reads are measured.
        execute(administration, "create database " + name + " template original strategy file_copy");
        return new Database(administration.host(), administration.port(), name, administration.user(),
                administration.password());
    }

    /** @throws IllegalStateException when the second migration has not changed the table, whatever the process said */
    void checkMigrated(Database copy) throws SQLException {
        try (Connection connection = copy.connect();
                ResultSet column = connection.getMetaData().getColumns(null, "public", "account", "note")) {
            if (!column.next()) {
                throw new IllegalStateException("account has no column note after a migration that should add it");
            }
        }
    }

    void drop(Database copy) throws SQLException {
        execute(administration, "drop database " + copy.name() + " with (force)");
        execute(administration, "checkpoint");
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
