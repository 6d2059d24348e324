package dev.tidegate.task.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A PostgreSQL of its own that can be restarted. */
final class RestartedServer implements AutoCloseable {
    private final Path data;
    private EmbeddedPostgres postgres;

    RestartedServer(Path data) throws IOException {
        this.data = data;
        postgres = start(EmbeddedPostgres.builder());
    }

    /** How to end the server; the signals of its main process. */
    enum Mode {
        /** Sessions are told to end. */
        FAST("INT"),
        /** As after a crash: the server recovers when it starts. */
        IMMEDIATE("QUIT");

        private final String signal;

        Mode(String signal) {
            this.signal = signal;
        }
    }

    /** Embedded servers answer a commit before it is written down, unless told not to. */
    private EmbeddedPostgres start(EmbeddedPostgres.Builder builder) throws IOException {
        return builder.setDataDirectory(data).setCleanDataDirectory(false).setServerConfig("fsync", "off")
                .setServerConfig("synchronous_commit", "on").start();
    }

    String url() {
        return "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres";
    }

    void restart(Mode mode) throws IOException, InterruptedException {
        long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
        ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
        if (new ProcessBuilder("kill", "-" + mode.signal, Long.toString(pid)).start().waitFor() != 0) {
            throw new IllegalStateException("cannot signal the server");
        }
        server.onExit().join();
        int port = postgres.getPort();
        postgres.close();
        postgres = start(EmbeddedPostgres.builder().setPort(port));
    }

    Connection connect() throws SQLException {
        return postgres.getPostgresDatabase().getConnection();
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    List<String> query(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    void until(String sql) throws SQLException {
        while (query(sql).isEmpty()) {
            if (Thread.interrupted()) {
                throw new IllegalStateException("waited in vain for: " + sql);
            }
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
