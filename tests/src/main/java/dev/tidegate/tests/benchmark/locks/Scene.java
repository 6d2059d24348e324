package dev.tidegate.tests.benchmark.locks;

import dev.tidegate.tests.benchmark.Command;
import dev.tidegate.tests.benchmark.Sample;
import dev.tidegate.tests.database.LocalPostgres.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What happens in a run: reads all the time; a transaction that has read the table and does not end for a while; in the middle
 * of that, a migration that needs the table for itself. Its process starts within the run, so whatever its start takes from
 * the reads counts.
 *
 * @param sessions how many read
 * @param perSecond how many reads are due in a second
 * @param blockedFrom when the long transaction reads the table
 * @param blockedUntil when it ends
 */
record Scene(int sessions, int perSecond, Duration length, Duration blockedFrom, Duration blockedUntil,
        Duration migrationAt) {
    static final Scene STANDARD = new Scene(8, 300, Duration.ofSeconds(24), Duration.ofSeconds(3),
            Duration.ofSeconds(15), Duration.ofSeconds(5));

    private static final Duration LEAD = Duration.ofMillis(200);
    private static final Schedule WARM_UP = Schedule.of(1_000, Duration.ofSeconds(2));

    /** Plays it on {@code database}. */
    Observation play(Strategy strategy, Database database, Path scratch) throws InterruptedException, SQLException {
        try (Connection blocker = database.connect();
                Reads reads = new Reads(database, sessions);
                ExecutorService others = Executors.newFixedThreadPool(3)) {
            reads.run(WARM_UP, Timeline.startingIn(Duration.ZERO));
            // What this process has to clean up should not fall due in the middle.
            System.gc();
            Timeline timeline = Timeline.startingIn(LEAD);
            Future<Duration> unblocked = others.submit(() -> block(blocker, timeline));
            Future<Optional<Duration>> migrated = others.submit(
                    () -> migrate(strategy.start().apply(database), timeline, scratch));
            Queue queue = new Queue(database);
            Future<Duration> queued = others.submit(queue::watch);
            try {
                Latencies latencies = reads.run(Schedule.of(perSecond, length), timeline);
                Duration end = result(unblocked);
                Optional<Duration> done = result(migrated).map(at -> after(end, at, strategy));
                queue.over();
                return new Observation(latencies, result(queued), done);
            } finally {
                queue.over();
            }
        }
    }

    private Duration block(Connection connection, Timeline timeline) throws SQLException {
        connection.setAutoCommit(false);
        timeline.await(blockedFrom);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select owner from account where id = 1");
        }
        timeline.await(blockedUntil);
        connection.commit();
        return Duration.ofNanos(timeline.now());
    }

    private Optional<Duration> migrate(Optional<Command> command, Timeline timeline, Path scratch)
            throws IOException, InterruptedException {
        timeline.await(migrationAt);
        if (command.isEmpty()) {
            return Optional.empty();
        }
        Sample.of(command.get(), scratch);
        return Optional.of(Duration.ofNanos(timeline.now()));
    }

    private static Duration after(Duration unblocked, Duration done, Strategy strategy) {
        if (done.compareTo(unblocked) < 0) {
            throw new IllegalStateException(strategy.name() + ": ended " + unblocked.minus(done).toMillis()
                    + " ms before its lock was free, so it cannot have migrated what it should");
        }
        return done.minus(unblocked);
    }

    private static <T> T result(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the run cannot be counted", e.getCause());
        }
    }
}
