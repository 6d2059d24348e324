package dev.tidegate.task.flyway;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import dev.tidegate.task.database.SqlState;
import dev.tidegate.task.database.Watch;
import dev.tidegate.task.outcome.Blocker;
import dev.tidegate.task.outcome.TaskException;
import org.flywaydb.core.api.FlywayException;

/**
 * Lets Flyway run the planned scripts, again and again while locks are all that is missing: a script that could not get one was
 * rolled back as a whole, so nothing is lost by trying again. Between the tries nothing is locked and nobody queues.
 */
final class Attempts {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final SchemaHistory.Limits limits;
    private final Watch watch;
    private final Witness witness;
    private final Witness.Companions with;
    private Optional<Waiting> waiting = Optional.empty();

    Attempts(Watch watch, Witness witness, Witness.Companions with) {
        this.limits = with.limits();
        this.watch = watch;
        this.witness = witness;
        this.with = with;
    }

    /** A script that waits for its locks. */
    private record Waiting(PlannedScript script, Instant since, int attempts, Optional<Blocker> blocker) {}

    /** What Flyway does for us. */
    interface Tries {
        /** Runs what is pending of the plan. */
        void migrate();

        /** Waits for another runner. */
        void awaitOther(int applied) throws SQLException, InterruptedException;

        /** Notes that a script outside a transaction has failed; without a row if it has changed nothing. */
        void failed(PlannedScript script, boolean nothingDone) throws SQLException;
    }

    /** @throws TaskException when they cannot be run, for whatever reason */
    void run(Tries tries) throws SQLException, InterruptedException {
        while (true) {
            try {
                tries.migrate();
                witness.ended();
                return;
            } catch (FlywayException e) {
                recover(e, tries);
                witness.again();
            }
        }
    }

    private void recover(FlywayException e, Tries tries) throws SQLException, InterruptedException {
        FlywayFailure failure = new FlywayFailure(e);
        Optional<LocksHeld> held = failure.first(LocksHeld.class);
        if (failure.anotherRunner()) {
            witness.ended();
            tries.awaitOther(witness.applied());
        } else if (held.isPresent()) {
            Waiting now = waiting(held.get().script());
            waiting = Optional.of(new Waiting(now.script, now.since, now.attempts, Optional.of(held.get().blocker())));
            awaitLocks(held.get());
        } else if (mayTryAgain(failure)) {
            settle(failure, tries);
            pause(witness.running().orElseThrow());
        } else {
            settle(failure, tries);
            throw failure.whileMigrating(witness, limits.stop(), blocker());
        }
    }

    /** The failed row of a script that has changed nothing would only stand in the way of the next run. */
    private void settle(FlywayFailure failure, Tries tries) throws SQLException {
        boolean reachable = failure.first(SQLException.class).map(SqlState::of).filter(SqlState.AWAY::equals).isEmpty();
        Optional<PlannedScript> failed = witness.running().filter(script -> !script.inTransaction());
        if (reachable && failed.isPresent()) {
            tries.failed(failed.get(), witness.nothingDone());
        }
    }

    private Optional<Blocker> blocker() {
        return with.monitor().lastBlocker().or(() -> waiting.flatMap(Waiting::blocker));
    }

    private boolean mayTryAgain(FlywayFailure failure) {
        boolean locks = failure.first(SQLException.class).map(SqlState::of).filter(SqlState.LOCK_NOT_AVAILABLE::equals)
                .isPresent();
        boolean nothingDone = witness.running().filter(script -> script.inTransaction() || witness
                .statementsDone() == 0)
                .isPresent();
        return locks && nothingDone && !budgetSpent(witness.running().orElseThrow())
                && limits.stop().cause().isEmpty();
    }

    private boolean budgetSpent(PlannedScript script) {
        return !now().isBefore(waiting(script).since.plus(limits.lockBudget()));
    }

    private Waiting waiting(PlannedScript script) {
        Waiting now = waiting.filter(known -> known.script.equals(script)).orElseGet(() -> new Waiting(script, now(), 0,
                Optional.empty()));
        waiting = Optional.of(now);
        return now;
    }

    /** Looks until the holders have gone; when the budget is spent, one try remains in case the look was wrong. */
    private void awaitLocks(LocksHeld held) throws SQLException, InterruptedException {
        PlannedScript script = held.script();
        Blocker by = held.blocker();
        while (true) {
            with.listener().waits(script.migration(), by);
            limits.stop().check("migration " + script.migration().title() + ", which waits for " + by.text());
            if (budgetSpent(script)) {
                witness.doNotLook(script);
                return;
            }
            limits.stop().sleep(LOOK_AGAIN);
            Look.Seen seen = watch.ask(connection -> with.look().at(connection, script, Watch.pid(connection)));
            if (!(seen instanceof Look.Seen.Held(Blocker still))) {
                return;
            }
            by = still;
        }
    }

    private void pause(PlannedScript script) throws InterruptedException {
        Waiting now = waiting(script);
        waiting = Optional.of(new Waiting(script, now.since, now.attempts + 1, blocker()));
        blocker().ifPresent(by -> with.listener().waits(script.migration(), by));
        Duration longest = FIRST_PAUSE.multipliedBy(1L << Math.min(now.attempts, 10));
        long millis = Math.min(longest.toMillis(), LONGEST_PAUSE.toMillis());
        limits.stop().sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1)));
    }

    private Instant now() {
        return limits.stop().clock().instant();
    }
}
