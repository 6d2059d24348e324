package dev.tidegate.tests.benchmark.locks;

import dev.tidegate.tests.database.LocalPostgres.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks all the time whether somebody waits to have the table for itself: then everybody who comes later waits behind it. A
 * process that is slow to start queues for less time, so this belongs beside what readers notice.
 */
final class Queue {
    private static final Duration EVERY = Duration.ofMillis(20);
    private static final String WAITING = """
            select exists (select from pg_locks where relation = 'account'::regclass and mode = 'AccessExclusiveLock'
                and not granted)""";

    private final Database database;
    private volatile boolean over;

    Queue(Database database) {
        this.database = database;
    }

    /** For how long somebody waited until {@link #over}. */
    Duration watch() throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(WAITING)) {
            long waited = 0;
            long last = System.nanoTime();
            while (!over) {
                LockSupport.parkNanos(EVERY.toNanos());
                boolean waiting = waiting(statement);
                long now = System.nanoTime();
                waited += waiting ? now - last : 0;
                last = now;
            }
            return Duration.ofNanos(waited);
        }
    }

    private static boolean waiting(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Nothing more is going to happen. */
    void over() {
        over = true;
    }
}
