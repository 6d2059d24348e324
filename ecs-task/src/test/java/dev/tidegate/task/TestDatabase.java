package dev.tidegate.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A fresh database in the one PostgreSQL server of this JVM. */
public final class TestDatabase {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name = "test" + COUNT.incrementAndGet();

    public TestDatabase() {
        execute("postgres", "CREATE DATABASE " + name);
    }

    /** The server; stopped with the JVM. */
    private static final class Server {
        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().setServerConfig("fsync", "off").setServerConfig("max_connections",
                        "100").setServerConfig(
                                "max_prepared_transactions", "5").start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The database's name. */
    public String name() {
        return name;
    }

    /** The server's port on the loopback interface. */
    public static int port() {
        return Server.POSTGRES.getPort();
    }

    /** The URL without a user. */
    public String url() {
        return "jdbc:postgresql://localhost:" + port() + "/" + name;
    }

    /** A session of the superuser. */
    public Connection connect() throws SQLException {
        return Server.POSTGRES.getDatabase("postgres", name).getConnection();
    }

    /** Executes statements as the superuser. */
    public void execute(String sql) {
        execute(name, sql);
    }

    /** The first column of every row, as text. */
    public List<String> query(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until {@code sql} finds something. */
    public void until(String sql) {
        while (query(sql).isEmpty()) {
            if (Thread.interrupted()) {
                throw new IllegalStateException("waited in vain for: " + sql);
            }
        }
    }

    private static void execute(String database, String sql) {
        try (Connection connection = Server.POSTGRES.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
