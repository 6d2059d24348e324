package dev.tidegate.task.flyway;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.tidegate.task.database.Blockers;
import dev.tidegate.task.database.Watch;
import dev.tidegate.task.database.Work;
import dev.tidegate.task.migration.Migration;
import dev.tidegate.task.outcome.Blocker;
import dev.tidegate.task.outcome.TaskException;
import dev.tidegate.task.stop.Stop;

/**
 * Stands beside the session that migrates, in a thread of its own: tells who blocks a statement and how far it has come. When
 * no second session can be had it tries again: to look is not worth failing for.
 */
final class Monitor implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(20);
    /** A statement that gets its locks at once is none of the monitor's business. */
    private static final long LOOKS_AFTER_MILLIS = 40;
    private static final long LOOKS_EVERY_MILLIS = 500;
    private static final long BLIND_MILLIS = 5_000;

    private final Watch watch;
    private final Stop stop;
    private final MigrationListener listener;
    private final Canceller canceller;
    private final Thread thread = Thread.ofPlatform().daemon().name("monitor").unstarted(this::watch);
    private Optional<Running> running = Optional.empty();
    private Optional<Blocker> lastBlocker = Optional.empty();
    private boolean closed;
    private Optional<Running> lookedAt = Optional.empty();
    private long lookedMillis;

    Monitor(Watch watch, Stop stop, MigrationListener listener) {
        this.watch = watch;
        this.stop = stop;
        this.listener = listener;
        this.canceller = new Canceller(watch, stop);
        thread.start();
    }

    private record Running(Migration migration, String statement, int pid, long since) {
        long millis() {
            return (System.nanoTime() - since) / 1_000_000;
        }

        Work work() {
            return Work.running(statement, Duration.ofMillis(millis()));
        }
    }

    /**
     * A statement of {@code migration} starts on {@code connection}.
     *
     * @param statement on one line
     */
    synchronized void starts(Migration migration, Connection connection, String statement) throws SQLException {
        running = Optional.of(new Running(migration, statement, Watch.pid(connection), System.nanoTime()));
        canceller.starts(connection);
    }

    /** It has ended, one way or the other. */
    void ended() {
        canceller.ended();
        synchronized (this) {
            running = Optional.empty();
        }
    }

    /** A new attempt begins: who blocked the last one does not matter any more. */
    synchronized void forget() {
        lastBlocker = Optional.empty();
    }

    /** Who was last seen blocking a statement. */
    synchronized Optional<Blocker> lastBlocker() {
        return lastBlocker;
    }

    private synchronized Optional<Running> running() throws InterruptedException {
        wait(TICK.toMillis());
        return closed ? Optional.empty() : running;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private void watch() {
        try {
            while (!isClosed()) {
                Optional<Running> now = running();
                if (now.isPresent() && now.get().millis() >= nextLook(now.get()) && stop.cause().isEmpty()) {
                    attend(now.get());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void attend(Running now) {
        lookedAt = Optional.of(now);
        lookedMillis = now.millis();
        try {
            look(now);
        } catch (SQLException | TaskException e) {
            lookedMillis = now.millis() + BLIND_MILLIS;
            if (!isClosed() && stop.cause().isEmpty()) {
                listener.remark(now.migration(), "cannot be watched for the moment: " + e.getMessage());
            }
        }
    }

    private long nextLook(Running now) {
        return lookedAt.filter(now::equals).isPresent() ? lookedMillis + LOOKS_EVERY_MILLIS : LOOKS_AFTER_MILLIS;
    }

    private void look(Running now) throws SQLException {
        List<Blockers.Holder> blocking = watch.ask(connection -> Blockers.blocking(connection, now.pid()));
        Optional<Blocker> blocker = blocking.stream().map(Blockers.Holder::blocker).findFirst();
        blocker.ifPresent(by -> {
            remember(by);
            if (now.millis() > LOOKS_EVERY_MILLIS) {
                listener.waits(now.migration(), by);
            }
        });
        if (now.millis() > LOOKS_EVERY_MILLIS) {
            Optional<Work> counted = watch.ask(connection -> Work.of(connection, now.pid()));
            counted.or(() -> blocker.isPresent() ? Optional.empty() : Optional.of(now.work()))
                    .ifPresent(work -> listener.works(now.migration(), work));
        }
    }

    private synchronized void remember(Blocker blocker) {
        lastBlocker = Optional.of(blocker);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        canceller.close();
        // It may be waiting for a login.
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
