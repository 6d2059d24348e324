package dev.tidegate.tests.benchmark.locks;

import dev.tidegate.tests.database.LocalPostgres.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Sessions that read single rows. A read that finds all of them busy waits for the first that is free. */
final class Reads implements AutoCloseable {
    private final List<Connection> sessions = new ArrayList<>();
    private final ExecutorService threads;

    Reads(Database database, int count) throws SQLException {
        threads = Executors.newFixedThreadPool(count);
        for (int i = 0; i < count; i++) {
            sessions.add(database.connect());
        }
    }

    /** Makes all the reads of {@code schedule}; begins them at once, and returns when the last is answered. */
    Latencies run(Schedule schedule, Timeline timeline) throws InterruptedException {
        long[] nanos = new long[schedule.reads()];
        AtomicInteger next = new AtomicInteger();
        List<Callable<Void>> readers = sessions.stream().<Callable<Void>>map(session -> () -> {
            read(session, schedule, timeline, next, nanos);
            return null;
        }).toList();
        for (Future<Void> reader : threads.invokeAll(readers)) {
            succeeded(reader);
        }
        return new Latencies(nanos);
    }

    private static void read(Connection session, Schedule schedule, Timeline timeline, AtomicInteger next, long[] nanos)
            throws SQLException {
        try (PreparedStatement statement = session.prepareStatement("select owner from account where id = ?")) {
            for (int read = next.getAndIncrement(); read < nanos.length; read = next.getAndIncrement()) {
                timeline.await(schedule.due(read));
                statement.setInt(1, new SplittableRandom(read).nextInt(Accounts.ROWS) + 1);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    row.getString(1);
                }
                nanos[read] = timeline.now() - schedule.due(read);
            }
        }
    }

    private static void succeeded(Future<Void> reader) throws InterruptedException {
        try {
            reader.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a read failed", e.getCause());
        }
    }

    @Override
    public void close() throws SQLException {
        threads.shutdownNow();
        for (Connection session : sessions) {
            session.close();
        }
    }
}
