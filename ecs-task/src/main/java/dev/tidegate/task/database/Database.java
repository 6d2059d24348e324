package dev.tidegate.task.database;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Logger;

import javax.sql.DataSource;

import dev.tidegate.task.outcome.TaskException;
import org.postgresql.Driver;

/**
 * Opens sessions, all with the same name and the same limits. A database that is away is tried again for as long as the
 * patience lasts; one that refuses the login only once more, with a newer login if there is one.
 *
 * <p>The limits are set by statements after the login, not by start-up options, which connection poolers refuse.
 */
public final class Database implements DataSource {
    private final Target target;
    private final Credentials credentials;
    private final Session session;
    private final Patience patience;
    private volatile Optional<ServerVersion> server = Optional.empty();

    public Database(Target target, Credentials credentials, Session session, Patience patience) {
        this.target = target;
        this.credentials = credentials;
        this.session = session;
        this.patience = patience;
    }

    /**
     * What is connected to.
     *
     * @param writes whether a server that only reads is refused
     */
    public record Target(DatabaseUrl url, Tls tls, boolean writes) {}

    /** Which server it is; empty before the first session. */
    public Optional<ServerVersion> server() {
        return server;
    }

    /** The same database for sessions that look on while another one works: under another name, and without limits. */
    public Database beside() {
        return new Database(target, credentials, session.beside(), patience);
    }

    /**
     * A new session with the limits in force.
     *
     * @throws TaskException when the database cannot be reached in time, refuses the login, only reads or is too old
     */
    @Override
    public Connection getConnection() {
        Tries tries = patience.tries();
        boolean renewed = false;
        while (true) {
            Login login = credentials.login();
            try {
                return open(login, tries.seconds());
            } catch (SQLException e) {
                Refusal refusal = Refusal.of(e);
                boolean again = switch (refusal) {
                    case AWAY -> tries.again(LoginFailure.reason(e));
                    case READ_ONLY -> target.url().hostNames().stream().noneMatch(host -> Rds.writerOf(host)
                            .isPresent()) && tries.again(LoginFailure.reason(e));
                    case LOGIN -> !renewed && (renewed = credentials.renew());
                    case UNTRUSTED, FINAL -> false;
                };
                if (!again) {
                    throw new LoginFailure(target, login, credentials.advice()).of(refusal, e, tries);
                }
            }
        }
    }

    private Connection open(Login login, long seconds) throws SQLException {
        Connection connection = new Driver().connect(target.url().jdbc(), properties(login, seconds));
        try {
            ServerVersion version = ServerVersion.of(connection);
            version.refuseTooOld();
            server = Optional.of(version);
            begin(connection);
            return connection;
        } catch (SQLException | TaskException e) {
            connection.close();
            throw e;
        }
    }

    private void begin(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean readsOnly = session.begin(statement);
            if (readsOnly && target.writes()) {
                throw new SQLException("the server only reads: it is a replica, or default_transaction_read_only is on",
                        Refusal.READ_ONLY_STATE);
            }
            if (target.url().parameter("socketTimeout").isEmpty()) {
                connection.setNetworkTimeout(Runnable::run, 0);
            }
        }
    }

    /** What the URL says wins over all of it. */
    private Properties properties(Login login, long seconds) {
        Properties properties = new Properties();
        properties.putAll(target.tls().properties());
        properties.setProperty("user", login.user());
        login.password().ifPresent(password -> properties.setProperty("password", password));
        properties.setProperty("ApplicationName", session.applicationName());
        properties.setProperty("connectTimeout", Long.toString(seconds));
        // For the login only: a server that fails over may take the connection and never say a word.
        properties.setProperty("socketTimeout", Long.toString(seconds));
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
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
        return 0;
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
