package dev.tidegate.task.database;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.logging.Logger;

import javax.sql.DataSource;

import dev.tidegate.task.outcome.FailedStatement;
import dev.tidegate.task.outcome.Failure;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;
import org.postgresql.Driver;

/**
 * Opens sessions, all with the same name and the same limits. A database that is away is tried again for as long as the
 * patience lasts; one that refuses the login is not.
 *
 * <p>The limits are set by statements after the login, not by start-up options, which connection poolers refuse.
 */
public final class Database implements DataSource {
    private static final String CONNECT_TIMEOUT_SECONDS = "10";

    private final DatabaseUrl url;
    private final Properties properties = new Properties();
    private final Session session;
    private final Patience patience;

    public Database(DatabaseUrl url, Login login, Session session, Patience patience) {
        this.url = url;
        this.session = session;
        this.patience = patience;
        properties.setProperty("user", login.user());
        login.password().ifPresent(password -> properties.setProperty("password", password));
        properties.setProperty("ApplicationName", session.applicationName());
        properties.setProperty("connectTimeout", CONNECT_TIMEOUT_SECONDS);
        properties.setProperty("tcpKeepAlive", "true");
    }

    /**
     * Who logs in.
     *
     * @param password empty when the server does not ask for one
     */
    public record Login(String user, Optional<String> password) {
        @Override
        public String toString() {
            return user;
        }
    }

    /**
     * A new session with the limits in force.
     *
     * @throws TaskException when the database cannot be reached in time or refuses the login
     */
    @Override
    public Connection getConnection() {
        for (int attempt = 1;; attempt++) {
            try {
                return open();
            } catch (SQLException e) {
                if (SqlState.of(e) != SqlState.AWAY || !patience.waitAfter(attempt, e.getMessage())) {
                    throw unreachable(e, attempt);
                }
            }
        }
    }

    private Connection open() throws SQLException {
        Connection connection = new Driver().connect(url.jdbc(), properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute(session.sql());
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private TaskException unreachable(SQLException e, int attempts) {
        String tried = attempts == 1 ? "" : " (tried " + attempts + " times)";
        String message = "cannot log in to database " + url + " as \"" + properties.getProperty("user") + "\"" + tried
                + ": "
                + e.getMessage();
        return new TaskException(new Failure(Outcome.UNREACHABLE, message, Optional.of(new FailedStatement(e
                .getMessage(),
                Optional.ofNullable(e.getSQLState()), Optional.empty(), OptionalInt.empty(), Optional.empty()))), e);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("sessions have one login, given at the start");
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        throw new SQLFeatureNotSupportedException("no log writer");
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException("no log writer");
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("the login timeout is fixed");
    }

    @Override
    public int getLoginTimeout() {
        return Integer.parseInt(CONNECT_TIMEOUT_SECONDS);
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("no logger");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps no " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
