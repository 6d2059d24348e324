package dev.tidegate.task.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

import javax.sql.DataSource;

import org.postgresql.PGConnection;

/**
 * A second session beside the one that migrates: it looks at who holds locks, and cancels. Opened when it is first needed,
 * and again when it is lost.
 */
public final class Watch implements AutoCloseable {
    private final DataSource database;
    private final Optional<String> schema;
    private Optional<Connection> open = Optional.empty();

    /** @param schema the one that unqualified names are looked up in first; empty for the login's own */
    public Watch(DataSource database, Optional<String> schema) {
        this.database = database;
        this.schema = schema;
    }

    /** Asks something of the server. */
    @FunctionalInterface
    public interface Question<T> {
        /** Asks it on {@code connection}. */
        T ask(Connection connection) throws SQLException;
    }

    /**
     * The answer to {@code question}, asked once more when the session turns out to be lost.
     *
     * @throws SQLException when the server refuses
     */
    public synchronized <T> T ask(Question<T> question) throws SQLException {
        try {
            return question.ask(connection());
        } catch (SQLException e) {
            if (SqlState.of(e) != SqlState.AWAY) {
                throw e;
            }
            close();
            return question.ask(connection());
        }
    }

    /** Cancels what session {@code pid} is running, if it is running anything. */
    public void cancel(int pid) throws SQLException {
        ask(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("SELECT pg_cancel_backend(?)")) {
                statement.setInt(1, pid);
                return statement.execute();
            }
        });
    }

    /** Asks the server to cancel what {@code connection} is running, without a login: the driver has a key for that. */
    public static void requestCancel(Connection connection) throws SQLException {
        connection.unwrap(PGConnection.class).cancelQuery();
    }

    /** The process of the server that serves {@code connection}. */
    public static int pid(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID();
    }

    private Connection connection() throws SQLException {
        if (open.isEmpty()) {
            Connection connection = database.getConnection();
            open = Optional.of(connection);
            lookFirstIn(connection);
        }
        return open.get();
    }

    private void lookFirstIn(Connection connection) throws SQLException {
        if (schema.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement("SELECT set_config('search_path',"
                + " quote_ident(?) || ', ' || current_setting('search_path'), false)")) {
            statement.setString(1, schema.get());
            statement.execute();
        }
    }

    @Override
    public synchronized void close() {
        open.filter(connection -> !closed(connection)).ifPresent(Watch::abandon);
        open = Optional.empty();
    }

    private static boolean closed(Connection connection) {
        try {
            connection.close();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static void abandon(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot let go of a session", e);
        }
    }
}
