package dev.tidegate.task.flyway;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

import dev.tidegate.task.database.Watch;
import dev.tidegate.task.outcome.TaskException;
import dev.tidegate.task.stop.Stop;

/**
 * Cancels the running statement when it is time to stop, and goes on until it has ended. The driver's request needs no login,
 * so it works also when no session can be had beside the one that migrates; and in a thread of its own it waits for none.
 */
final class Canceller implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(20);
    private static final Duration AGAIN = Duration.ofMillis(200);

    private final Watch watch;
    private final Stop stop;
    private final Thread thread = Thread.ofPlatform().daemon().name("canceller").unstarted(this::watch);
    private Optional<Connection> running = Optional.empty();
    private boolean asked;
    private boolean closed;

    Canceller(Watch watch, Stop stop) {
        this.watch = watch;
        this.stop = stop;
        thread.start();
    }

    /** A statement starts on {@code connection}. */
    synchronized void starts(Connection connection) {
        running = Optional.of(connection);
        asked = false;
    }

    /** It has ended. Waits for a request under way, which would otherwise hit the next statement. */
    synchronized void ended() {
        running = Optional.empty();
    }

    private void watch() {
        try {
            while (!isClosed()) {
                boolean time = stop.cause().isPresent();
                if (time) {
                    request().ifPresent(this::requestBeside);
                }
                pause(time ? AGAIN : TICK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks the server; gives the session when it was asked before and still runs. */
    private synchronized Optional<Connection> request() {
        Optional<Connection> unheard = running.filter(connection -> asked);
        running.ifPresent(this::request);
        return unheard;
    }

    private void request(Connection connection) {
        asked = true;
        try {
            Watch.requestCancel(connection);
        } catch (SQLException e) {
            // The way may be closed for a moment; it is tried again, and the other one, too.
        }
    }

    /** A pooler may not have passed the request on. */
    private void requestBeside(Connection connection) {
        try {
            watch.cancel(Watch.pid(connection));
        } catch (SQLException | TaskException e) {
            // No session beside it either; both ways are tried again.
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void pause(Duration duration) throws InterruptedException {
        if (!closed) {
            wait(duration.toMillis());
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
