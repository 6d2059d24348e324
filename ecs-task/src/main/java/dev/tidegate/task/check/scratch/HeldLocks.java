package dev.tidegate.task.check.scratch;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.tidegate.task.check.catalog.CatalogObject;
import dev.tidegate.task.check.catalog.Kind;
import dev.tidegate.task.check.catalog.Snapshot;

/**
 * Finds out what a statement locks that cannot run in a transaction: a second session writes to every table meanwhile, and
 * whoever has to wait for it would have kept writers out. Waiting for the end of its transaction, as {@code CONCURRENTLY} does,
 * is no waiting for a relation.
 */
final class HeldLocks {
    private static final int LOOK_EVERY_MILLIS = 3;
    private static final String WAITING = "SELECT locktype, coalesce(relation::text, '') FROM pg_locks WHERE pid = ? AND NOT"
            + " granted";

    private final Connection writer;
    private final Snapshot snapshot;

    /** @param writer a session of its own */
    HeldLocks(Connection writer, Snapshot snapshot) {
        this.writer = writer;
        this.snapshot = snapshot;
    }

    /** Something that the server may refuse. */
    @FunctionalInterface
    interface Action {
        void run() throws SQLException;
    }

    /**
     * Runs {@code action} in the session with this process number on the server.
     *
     * @return the relations, by oid, that it had to wait for
     */
    Set<String> waitedFor(int process, Action action) throws SQLException {
        Set<String> waited = new HashSet<>();
        writer.setAutoCommit(false);
        lockTables();
        FutureTask<Void> running = new FutureTask<>(() -> {
            action.run();
            return null;
        });
        Thread.ofVirtual().start(running);
        boolean holding = true;
        while (true) {
            try {
                running.get(holding ? LOOK_EVERY_MILLIS : Long.MAX_VALUE, TimeUnit.MILLISECONDS);
                writer.rollback();
                return waited;
            } catch (TimeoutException e) {
                holding = !letGo(process, waited);
            } catch (ExecutionException e) {
                writer.rollback();
                if (e.getCause() instanceof SQLException refused) {
                    throw refused;
                }
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private boolean letGo(int process, Set<String> waited) throws SQLException {
        boolean waits = false;
        try (var look = writer.prepareStatement(WAITING)) {
            look.setInt(1, process);
            try (ResultSet rows = look.executeQuery()) {
                while (rows.next()) {
                    waits = true;
                    if (rows.getString(1).equals("relation")) {
                        waited.add(rows.getString(2));
                    }
                }
            }
        }
        if (waits) {
            writer.rollback();
        }
        return waits;
    }

    private void lockTables() throws SQLException {
        List<String> tables = snapshot.all(Kind.RELATION).stream().filter(table -> Set.of("r", "p").contains(table.get(
                "kind"))).map(CatalogObject::key).map(key -> key.name()).toList();
        if (!tables.isEmpty()) {
            try (Statement statement = writer.createStatement()) {
                statement.execute("LOCK TABLE " + String.join(", ", tables) + " IN ROW EXCLUSIVE MODE");
            }
        }
    }
}
