package dev.tidegate.tests.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import dev.tidegate.tests.database.LocalPostgres.Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LocalPostgresTest {
    private static LocalPostgres postgres;

    @BeforeAll
    static void start() {
        postgres = LocalPostgres.start();
    }

    @AfterAll
    static void close() {
        postgres.close();
    }

    private static Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    @Test
    void itIsTheServerThatTheBuildWasAskedFor() throws SQLException {
        try (Connection connection = connect(postgres.createDatabase("version"))) {
            assertThat(connection.getMetaData().getDatabaseMajorVersion())
                    .as("the major version, which mvn -Dpostgres=… tells the tests as tidegate.postgres")
                    .isEqualTo(Integer.getInteger("tidegate.postgres"));
        }
    }

    @Test
    void databasesAreApart() throws SQLException {
        Database tide = postgres.createDatabase("tide");
        Database gate = postgres.createDatabase("gate");
        try (Connection one = connect(tide); Statement statement = one.createStatement()) {
            statement.execute("create table orders (id int)");
        }
        try (Connection other = connect(gate);
                ResultSet tables = other.getMetaData().getTables(null, "public", "orders", null)) {
            assertThat(tables.next()).isFalse();
        }
    }

    @Test
    void aNameIsTakenOnce() throws SQLException {
        postgres.createDatabase("taken");
        assertThatThrownBy(() -> postgres.createDatabase("taken")).isInstanceOf(SQLException.class)
                .hasMessageContaining("database \"taken\" already exists");
    }

    @Test
    void aNameIsAPlainWord() {
        assertThatThrownBy(() -> postgres.createDatabase("a; drop database b"))
                .hasMessage("expected a lower-case name of a database, got \"a; drop database b\"");
    }
}
