package dev.tidegate.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

import dev.tidegate.task.check.CheckedFolder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code record}, against a server that has loaded {@code pg_stat_statements}. */
class RecordTest {
    private static EmbeddedPostgres server;

    private Program program;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").setServerConfig("shared_preload_libraries",
                "pg_stat_statements").start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void shop(@TempDir Path folder) throws SQLException {
        execute("postgres", "DROP DATABASE IF EXISTS shop WITH (FORCE)");
        execute("postgres", "CREATE DATABASE shop");
        execute("shop", "CREATE TABLE customer (id int PRIMARY KEY, name text)");
        program = new Program(folder).with("TIDEGATE_DATABASE_URL", url("shop")).with("TIDEGATE_DATABASE_USER",
                "postgres");
    }

    @Test
    void writesWhatTheApplicationSent() throws SQLException {
        execute("shop", "CREATE EXTENSION pg_stat_statements");
        execute("shop", "CREATE FUNCTION inner_one() RETURNS int LANGUAGE plpgsql AS"
                + " 'BEGIN PERFORM name FROM customer; RETURN 1; END'");
        try (Connection connection = connect("shop");
                PreparedStatement insert = connection.prepareStatement("INSERT INTO customer VALUES (?, ?)")) {
            insert.setInt(1, 1);
            insert.setString(2, "Ada");
            insert.execute();
        }
        execute("shop", "/* shop */ SELECT name FROM customer WHERE id = 1 -- by hand");
        execute("shop", "SELECT name FROM customer WHERE id = 2");
        execute("shop", "SELECT relname FROM pg_class");
        execute("shop", "SELECT table_name FROM information_schema.tables");
        execute("shop", "SELECT inner_one()");
        execute("shop", "PREPARE one (int) AS DELETE FROM customer WHERE id = $1");
        execute("shop", "SET work_mem = '5MB'");
        execute("postgres", "SELECT 1 AS elsewhere");

        Program.Ended ended = program.run("record");

        assertThat(ended.exit()).isZero();
        assertThat(ended.out()).isEqualTo("""
                -- 3 statements of database "shop", as pg_stat_statements has seen them. It forgets rare ones.

                INSERT INTO customer VALUES ($1, $2);

                SELECT inner_one();

                SELECT name FROM customer WHERE id = $1;
                """);
    }

    @Test
    void writesWhatSqlPrepared() throws SQLException {
        execute("shop", "CREATE EXTENSION pg_stat_statements");
        execute("shop", "PREPARE one (int) AS DELETE FROM customer WHERE id = $1; EXECUTE one (1)");

        assertThat(program.run("record").out()).contains("\nDELETE FROM customer WHERE id = $1;\n");
    }

    @Test
    void isWhatCheckTakes(@TempDir Path work) throws SQLException, IOException {
        execute("shop", "CREATE EXTENSION pg_stat_statements");
        execute("shop", "SELECT name FROM customer WHERE id = 1");
        Path file = Files.writeString(work.resolve("statements.sql"), program.run("record").out());
        Path scripts = Files.createDirectory(work.resolve("sql"));
        Files.writeString(scripts.resolve("V1__a.sql"), "-- tidegate: pre-traffic\nCREATE TABLE customer (id int, name"
                + " text);");
        Files.writeString(scripts.resolve("V2__b.sql"), "-- tidegate: pre-traffic\nALTER TABLE customer DROP COLUMN"
                + " name;");

        assertThat(new CheckedFolder(scripts).check("--statements=" + file)).contains(
                "statement-broken", "observed: SELECT name FROM customer WHERE id = $1: ");
    }

    @Test
    void saysHowToGetTheExtension() {
        Program.Ended ended = program.run("record");

        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains(
                """
                        tidegate-task: the extension pg_stat_statements is not in this database, so nobody knows which statements \
                        were used;
                          put pg_stat_statements into shared_preload_libraries and start the server again""");
    }

    @Test
    void saysThatTheServerHasNotLoadedIt(@TempDir Path folder) {
        TestDatabase other = new TestDatabase();
        other.execute("CREATE EXTENSION pg_stat_statements");

        Program.Ended ended = new Program(folder, other).run("record");

        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err()).contains(
                "tidegate-task: the server has not loaded pg_stat_statements, so nobody knows");
    }

    @Test
    void saysThatItMayNotReadThoseOfOthers() throws SQLException {
        execute("shop", "CREATE EXTENSION pg_stat_statements");
        execute("shop", "SELECT name FROM customer");
        execute("postgres", "DROP ROLE IF EXISTS reader");
        execute("postgres", "CREATE ROLE reader LOGIN");

        Program.Ended ended = program.with("TIDEGATE_DATABASE_USER", "reader").run("record");

        assertThat(ended.exit()).isZero();
        assertThat(ended.err()).containsPattern(
                "warning: \\d+ statements of other logins cannot be read; grant pg_read_all_stats to this one");
    }

    private static String url(String database) {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database;
    }

    private static Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), "postgres", "");
    }

    private static void execute(String database, String sql) throws SQLException {
        try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
