package dev.tidegate.tests.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A real PostgreSQL server on a free port of the loopback interface, with its data in a temporary folder. Starts in 2 to 9
 * seconds, also as root; a new database takes 0.3.
 */
public final class LocalPostgres implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private final EmbeddedPostgres server;

    private LocalPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /**
     * Starts a server.
     *
     * @throws UncheckedIOException when it does not come up
     */
    public static LocalPostgres start() {
        try {
            return new LocalPostgres(EmbeddedPostgres.builder().setServerConfig("max_connections", "200").start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start PostgreSQL", e);
        }
    }

    /**
     * Creates an empty database.
     *
     * @param name lower-case letters, digits and {@code _}, at most 63
     * @throws SQLException when there is one of that name already
     */
    public Database createDatabase(String name) throws SQLException {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("expected a lower-case name of a database, got \"" + name + "\"");
        }
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return new Database("127.0.0.1", server.getPort(), name, "postgres", "postgres");
    }

    /** Stops the server at once and removes its data. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot stop PostgreSQL", e);
        }
    }

    /** How to log in to one database. The user is a superuser; the server trusts every local connection. */
    public record Database(String host, int port, String name, String user, String password) {
        /** Without user and password. */
        public String jdbcUrl() {
            return "jdbc:postgresql://" + host + ":" + port + "/" + name;
        }

        /** A new session. */
        public Connection connect() throws SQLException {
            return DriverManager.getConnection(jdbcUrl(), user, password);
        }
    }
}
