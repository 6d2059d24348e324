package dev.tidegate.task.flyway;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.tidegate.task.database.Blockers;
import dev.tidegate.task.database.Catalog;
import dev.tidegate.task.database.Watch;
import dev.tidegate.task.outcome.Failure;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;
import dev.tidegate.task.stop.Stop;

/**
 * Waits for another runner on the same schema history, or for the session that a killed one has left: it runs its statement to
 * the end unless the server notices. Flyway would count its tries and fail without a word.
 */
final class OtherRunner {
    /** Flyway's own, so that plain Flyway and we keep out of each other's way. */
    private static final long FLYWAY_LOCK = 77_431_708_279_161L;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Watch watch;
    private final Stop stop;
    private final MigrationListener listener;
    private final SchemaHistory.Place place;

    OtherRunner(Watch watch, Stop stop, MigrationListener listener, SchemaHistory.Place place) {
        this.watch = watch;
        this.stop = stop;
        this.listener = listener;
        this.place = place;
    }

    /**
     * Returns when nobody holds the lock any more.
     *
     * @param applied how many migrations this run has applied already
     * @throws TaskException when it is time to stop
     */
    void await(int applied) throws SQLException, InterruptedException {
        long key = watch.ask(connection -> key(place.schema().isPresent()
                ? place.schema().get()
                : new Catalog(connection).schema()));
        for (Optional<Blockers.Holder> other = other(key); other.isPresent(); other = other(key)) {
            listener.waitsForRunner(other.get().blocker());
            stop.cause().ifPresent(cause -> stopped(cause, applied));
            stop.sleep(PAUSE);
        }
    }

    private Optional<Blockers.Holder> other(long key) throws SQLException {
        List<Blockers.Holder> holders = watch.ask(connection -> Blockers.advisory(connection, key));
        return holders.stream().findFirst();
    }

    private void stopped(Stop.Cause cause, int applied) {
        String what = switch (cause) {
            case DEADLINE -> "the deadline passed";
            case SIGNAL -> "told to stop by SIGTERM";
        };
        throw new TaskException(Failure.of(Outcome.DEADLINE, what + " while another runner was at work; nothing "
                + (applied == 0 ? "" : "more ") + "was run"));
    }

    private long key(String schema) {
        return FLYWAY_LOCK + ("\"" + schema + "\".\"" + place.table() + "\"").hashCode();
    }
}
