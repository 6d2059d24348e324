package dev.tidegate.task.database;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * How a session presents itself and how long it waits.
 *
 * @param applicationName what {@code pg_stat_activity} shows
 * @param lockTimeout how long a statement waits for a lock; zero waits for ever
 * @param statementTimeout how long a statement runs; zero sets no limit
 */
public record Session(String applicationName, Duration lockTimeout, Duration statementTimeout) {
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

    /** The statements that put the limits in force. */
    String sql() {
        return "SET lock_timeout = " + lockTimeout.toMillis() + "; SET statement_timeout = " + statementTimeout
                .toMillis();
    }
}
