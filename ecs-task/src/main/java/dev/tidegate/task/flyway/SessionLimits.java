package dev.tidegate.task.flyway;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

import dev.tidegate.task.database.Session;
import dev.tidegate.task.sql.CatalogOnly;
import dev.tidegate.task.sql.Transactions;

/** Sets how long statements wait for locks and how long they run, as it suits each of them. */
final class SessionLimits {
    /** The server ends a statement by itself only if nobody is left to cancel it at the deadline. */
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration SHORT_DEADLOCK_TIMEOUT = Duration.ofMillis(30);
    private static final Duration BEYOND_DEADLOCK_TIMEOUT = Duration.ofMillis(500);

    /** The first server version on which the right to set one parameter can be granted. */
    private static final int GRANTS_PARAMETERS = 15;

    private final SchemaHistory.Limits limits;
    private Pair inForce;
    private Duration lockTimeout;
    private boolean deadlockShortened;
    private boolean ownLockTimeout;
    private boolean ownStatementTimeout;

    SessionLimits(SchemaHistory.Limits limits) {
        this.limits = limits;
        this.lockTimeout = limits.lockTimeout();
        this.inForce = new Pair(limits.lockTimeout(), Duration.ZERO);
    }

    private record Pair(Duration lock, Duration statement) {}

    /** The limits for a script; what it sets itself is left to it from then on. */
    void begin(Connection connection, PlannedScript script) throws SQLException {
        ownLockTimeout = script.sets("lock_timeout");
        ownStatementTimeout = script.sets("statement_timeout");
        lockTimeout = limits.lockTimeout();
        inForce = new Pair(lockTimeout, Duration.ZERO);
        execute(connection, lock(lockTimeout) + "; " + statement(Duration.ZERO)
                + (deadlockShortened ? "; RESET deadlock_timeout" : ""));
        deadlockShortened = false;
    }

    /**
     * For one attempt: waits long enough for autovacuum to give way, which it does for whoever has waited
     * {@code deadlock_timeout}. That is shortened where the login may, so that readers do not queue for a second.
     */
    void outwaitAutovacuum(Connection connection) throws SQLException {
        String maySet = connection.getMetaData().getDatabaseMajorVersion() >= GRANTS_PARAMETERS
                ? "has_parameter_privilege('deadlock_timeout', 'SET')"
                : "current_setting('is_superuser') = 'on'";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + maySet
                        + ", (SELECT setting::int FROM pg_settings WHERE name = 'deadlock_timeout')")) {
            row.next();
            deadlockShortened = row.getBoolean(1);
            Duration waits = deadlockShortened ? SHORT_DEADLOCK_TIMEOUT : Duration.ofMillis(row.getInt(2));
            Duration beyond = waits.plus(BEYOND_DEADLOCK_TIMEOUT);
            lockTimeout = beyond.compareTo(lockTimeout) > 0 ? beyond : lockTimeout;
        }
        if (deadlockShortened) {
            execute(connection, "SET deadlock_timeout = " + SHORT_DEADLOCK_TIMEOUT.toMillis());
        }
    }

    /** The limits for the statement that comes next. */
    void next(Connection connection, dev.tidegate.task.sql.Statement statement) throws SQLException {
        Pair wanted = new Pair(
                ownLockTimeout ? inForce.lock : Transactions.waitsInPeace(statement) ? Duration.ZERO : lockTimeout,
                ownStatementTimeout
                        ? inForce.statement
                        : CatalogOnly.is(statement) ? forCatalog() : Duration.ZERO);
        if (!wanted.lock.equals(inForce.lock)) {
            execute(connection, lock(wanted.lock));
        }
        if (!wanted.statement.equals(inForce.statement)) {
            execute(connection, statement(wanted.statement));
        }
        inForce = wanted;
    }

    /** The wait for a lock comes on top: it has a limit of its own, or is to have none. */
    private Duration forCatalog() {
        boolean none = limits.statementTimeout().isZero() || lockTimeout.isZero();
        return none ? Duration.ZERO : limits.statementTimeout().plus(lockTimeout);
    }

    /** The script is through; what comes is written into our own tables, and nothing of the script may fail for that. */
    void end(Connection connection) throws SQLException {
        execute(connection, lock(Session.FOR_OWN_TABLES));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String lock(Duration timeout) {
        return "SET lock_timeout = " + timeout.toMillis();
    }

    private String statement(Duration timeout) {
        Optional<Duration> last = limits.stop().left().map(left -> left.plus(GRACE));
        Duration bounded = last.filter(left -> timeout.isZero() || left.compareTo(timeout) < 0).orElse(timeout);
        return "SET statement_timeout = " + bounded.toMillis();
    }
}
