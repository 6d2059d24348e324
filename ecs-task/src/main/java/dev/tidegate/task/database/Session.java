package dev.tidegate.task.database;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * How a session presents itself and how long it waits.
 *
 * @param applicationName what {@code pg_stat_activity} shows
 * @param lockTimeout how long a statement waits for a lock; zero waits for ever
 * @param statementTimeout how long a statement runs; zero sets no limit
 */
public record Session(String applicationName, Duration lockTimeout, Duration statementTimeout) {
    /**
     * How long to queue for the schema history and the tables beside it, which nobody but runners use: they come one after
     * the other, and a reader is not held up.
     */
    public static final Duration FOR_OWN_TABLES = Duration.ofSeconds(5);

    /** PostgreSQL cuts names at NAMEDATALEN - 1 bytes. */
    private static final int LONGEST_NAME = 63;

    public Session {
        applicationName = cut(applicationName);
    }

    private static String cut(String name) {
        int end = name.length();
        while (name.substring(0, end).getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            end = name.offsetByCodePoints(end, -1);
        }
        return name.substring(0, end);
    }

    /**
     * Whether a server can look whether its client is still there, in SQL. It refuses the setting where it cannot: before
     * PostgreSQL 14 everywhere, in 14 everywhere but on Linux, and on Windows and Solaris still.
     *
     * @param version an expression for what {@code version()} says
     * @param number an expression for {@code server_version_num}
     */
    static String checksConnections(String version, String number) {
        return "(" + version + " ~ 'linux' OR " + number + " >= 150000 AND " + version + " ~ 'darwin|bsd')";
    }

    /** A session that looks on while this one works, without limits. */
    Session beside() {
        return new Session(applicationName + " watch", Duration.ZERO, Duration.ZERO);
    }

    /**
     * Puts the limits in force, and tells whether the session can only read: one round trip for all. The keep-alives and the
     * check of the connection make the server notice soon that this process is gone, so that what it ran does not hold its
     * locks for hours. What a newer server limits by itself, and was set for the applications, would end a long migration or
     * the session that holds the runners' lock meanwhile: {@code idle_session_timeout} exists from PostgreSQL 14 on,
     * {@code transaction_timeout} from 17 on.
     */
    boolean begin(Statement statement) throws SQLException {
        boolean rows = statement.execute("SET lock_timeout = " + lockTimeout.toMillis() + "; SET statement_timeout = "
                + statementTimeout.toMillis() + "; SET idle_in_transaction_session_timeout = '60s';"
                + " SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3;"
                + " SELECT pg_is_in_recovery() OR current_setting('default_transaction_read_only')::boolean,"
                + " (SELECT count(set_config(name, CASE name WHEN 'client_connection_check_interval' THEN '2s' ELSE '0' END,"
                + " false)) FROM pg_settings WHERE name IN ('idle_session_timeout', 'transaction_timeout')"
                + " OR name = 'client_connection_check_interval' AND "
                + checksConnections("version()", "current_setting('server_version_num')::int") + ")");
        while (!rows) {
            rows = statement.getMoreResults();
        }
        try (ResultSet row = statement.getResultSet()) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
