package dev.tidegate.task.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A server like one of RDS: it demands TLS and a password, and proves who it is by a certificate. */
final class TlsPostgres implements AutoCloseable {
    static final String USER = "app";
    static final String PASSWORD = "pencil and paper";

    private final EmbeddedPostgres server;
    private final Certificate certificate;
    private final String database;

    private TlsPostgres(EmbeddedPostgres server, Certificate certificate, String database) {
        this.server = server;
        this.certificate = certificate;
        this.database = database;
    }

    /** Starts it, with one empty database. */
    static TlsPostgres start(Path folder) throws IOException, SQLException {
        Certificate certificate = Certificate.make(folder);
        EmbeddedPostgres server = EmbeddedPostgres.builder().setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", certificate.certificate().toString())
                .setServerConfig("ssl_key_file", certificate.key().toString()).start();
        TlsPostgres postgres = new TlsPostgres(server, certificate, "shop");
        postgres.demandTlsAndPassword();
        return postgres;
    }

    private void demandTlsAndPassword() throws SQLException, IOException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create role " + USER + " login password '" + PASSWORD + "'");
            statement.execute("create database " + database + " owner " + USER);
            Path rules = Path.of(one(statement, "show hba_file"));
            Files.writeString(rules, "hostssl all " + USER + " all scram-sha-256\nhost all " + USER + " all reject\n"
                    + Files.readString(rules));
            one(statement, "select pg_reload_conf()");
        }
    }

    private static String one(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** The first column of the first row, asked for by the superuser. */
    String query(String sql) throws SQLException {
        try (Connection connection = server.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            return one(statement, sql);
        }
    }

    /** The URL for a client that wants to be sure of the server. */
    String url() {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database
                + "?sslmode=verify-full&sslrootcert=" + certificate.certificate();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
