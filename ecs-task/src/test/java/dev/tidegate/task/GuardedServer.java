package dev.tidegate.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A PostgreSQL that lets only the superuser in without TLS and a password (SCRAM). Its certificate is for localhost and for
 * {@link #RDS_NAME}.
 */
public final class GuardedServer {
    /** A name as RDS gives them; {@link TaskProcess} makes it mean this machine. */
    static final String RDS_NAME = "shop.abcdefghijkl.eu-west-1.rds.amazonaws.com";

    private static final GuardedServer ONE = new GuardedServer();

    private final Authority authority;
    private final EmbeddedPostgres postgres;

    private GuardedServer() {
        try {
            Path folder = Files.createTempDirectory("tidegate");
            authority = new Authority(folder).sign("dns:localhost,dns:" + RDS_NAME);
            Path rules = Files.writeString(folder.resolve("pg_hba.conf"), """
                    host    all postgres all trust
                    hostssl all all      all scram-sha-256
                    """);
            postgres = EmbeddedPostgres.builder().setServerConfig("ssl", "on")
                    .setServerConfig("ssl_cert_file", authority.serverCertificate().toString())
                    .setServerConfig("ssl_key_file", authority.serverKey().toString())
                    .setServerConfig("hba_file", rules.toString()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one of this JVM, stopped with it. */
    public static GuardedServer started() {
        return ONE;
    }

    /** Its port on the loopback interface. */
    public int port() {
        return postgres.getPort();
    }

    /** Whose certificate proves it. */
    public Authority authority() {
        return authority;
    }

    /** A new database with an owner of the same name. */
    public void database(String name, String password) {
        execute("create role " + name + " login password '" + password + "'");
        execute("create database " + name + " owner " + name);
    }

    void execute(String sql) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
