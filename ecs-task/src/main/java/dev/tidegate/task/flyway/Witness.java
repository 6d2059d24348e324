package dev.tidegate.task.flyway;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.tidegate.task.database.Watch;
import dev.tidegate.task.migration.Migration;
import dev.tidegate.task.outcome.TaskException;
import dev.tidegate.task.sql.Statement;
import dev.tidegate.task.sql.Statements;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Watches Flyway work: looks before a script queues for locks, sets the limits, tells the listener, and stops in time. Flyway
 * says "after" a migration before it commits, so a migration counts as applied only when the next thing happens.
 */
final class Witness implements Callback {
    private final Map<String, PlannedScript> planned;
    private final PlannedResources resources;
    private final Companions with;
    private final SessionLimits session;
    private final Set<Migration> told = new HashSet<>();
    private Optional<Running> running = Optional.empty();
    private Optional<Instant> finishedAt = Optional.empty();
    private Optional<PlannedScript> unlooked = Optional.empty();
    private int statementsDone;
    private int applied;
    private boolean resumed;
    private Optional<TaskException> refusal = Optional.empty();

    Witness(List<PlannedScript> planned, PlannedResources resources, Companions with) {
        this.planned = planned.stream().collect(Collectors.toMap(script -> script.migration().file(), Function
                .identity()));
        this.resources = resources;
        this.with = with;
        this.session = new SessionLimits(with.limits);
    }

    /** Whom the witness works with. */
    record Companions(SchemaHistory.Limits limits, Look look, Resumption resumption, Monitor monitor,
            MigrationListener listener) {}

    /** A script between its start and its commit. */
    record Running(PlannedScript script, Instant startedAt) {}

    /** The script that was being run when Flyway gave up. */
    Optional<PlannedScript> running() {
        return running.map(Running::script);
    }

    /** How many statements of it had succeeded, those of earlier runs not counted. */
    int statementsDone() {
        return statementsDone;
    }

    /** Next time {@code script} tries its luck, whoever holds what it will lock. */
    void doNotLook(PlannedScript script) {
        unlooked = Optional.of(script);
    }

    /** Forgets the migration that failed, before Flyway is called again. */
    void again() {
        running = Optional.empty();
        finishedAt = Optional.empty();
        with.monitor.forget();
    }

    /** Whether the script that was being run has changed nothing, neither now nor in an earlier run. */
    boolean nothingDone() {
        return statementsDone == 0 && !resumed;
    }

    /** Whether the script had ended, and what is written about it or its commit went wrong. */
    boolean finished() {
        return finishedAt.isPresent();
    }

    /** How many migrations were committed. */
    int applied() {
        return applied;
    }

    /** Tells the listener of the last migration; to be called when Flyway returned in peace. */
    void ended() {
        if (running.isPresent() && finishedAt.isPresent()) {
            applied++;
            with.listener.applied(running.get().script().migration(), running.get().startedAt(), finishedAt.get());
        }
        running = Optional.empty();
        finishedAt = Optional.empty();
    }

    @Override
    public boolean supports(Event event, Context context) {
        return switch (event) {
            case BEFORE_EACH_MIGRATE, BEFORE_EACH_MIGRATE_STATEMENT, AFTER_EACH_MIGRATE_STATEMENT,
                    AFTER_EACH_MIGRATE_STATEMENT_ERROR, AFTER_EACH_MIGRATE -> true;
            default -> false;
        };
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            switch (event) {
                case BEFORE_EACH_MIGRATE -> starts(context);
                case BEFORE_EACH_MIGRATE_STATEMENT -> statementStarts(context);
                case AFTER_EACH_MIGRATE_STATEMENT -> statementDone(context);
                case AFTER_EACH_MIGRATE_STATEMENT_ERROR -> with.monitor.ended();
                case AFTER_EACH_MIGRATE -> {
                    finishedAt = Optional.of(now());
                    session.end(context.getConnection());
                }
                default -> throw new IllegalStateException("not asked for " + event);
            }
        } catch (SQLException e) {
            throw new FlywayException("cannot prepare the session", e);
        }
    }

    private Instant now() {
        return with.limits.stop().clock().instant();
    }

    private void starts(Context context) throws SQLException {
        ended();
        PlannedScript script = planned.get(context.getMigrationInfo().getScript());
        with.limits.stop().check("migration " + script.migration().title());
        Connection connection = context.getConnection();
        session.begin(connection, script);
        look(connection, script);
        refusal = Optional.empty();
        if (!script.inTransaction()) {
            Resumption.Resumed begun = with.resumption.begin(script, connection);
            resumed = begun.begunBefore();
            refusal = begun.refusal();
            resources.skip(script.migration().file(), begun.done());
        }
        statementsDone = 0;
        running = Optional.of(new Running(script, now()));
        if (told.add(script.migration())) {
            with.listener.started(script.migration());
        }
    }

    private void look(Connection connection, PlannedScript script) throws SQLException {
        if (with.limits.lockTimeout().isZero() || unlooked.filter(script::equals).isPresent()) {
            return;
        }
        switch (with.look.at(connection, script, Watch.pid(connection))) {
            case Look.Seen.Free free -> {
            }
            case Look.Seen.Held(var by) -> throw new LocksHeld(script, by);
            case Look.Seen.GivesWay seen -> {
                with.look.outwait(seen);
                with.listener.waits(script.migration(), seen.by());
                session.outwaitAutovacuum(connection);
            }
        }
    }

    private void statementStarts(Context context) throws SQLException {
        Running now = running.orElseThrow();
        if (refusal.isPresent()) {
            // Not earlier: now Flyway notes a failed row, which the refusal says how to deal with.
            throw refusal.get();
        }
        if (with.limits.stop().cause().isPresent()) {
            throw new FlywayException("between two statements");
        }
        List<Statement> statements = Statements.of(context.getStatement().getSql());
        if (!statements.isEmpty()) {
            session.next(context.getConnection(), statements.getFirst());
        }
        with.monitor.starts(now.script().migration(), context.getConnection(), statements.isEmpty()
                ? ""
                : statements.getFirst().shortened());
    }

    private void statementDone(Context context) {
        with.monitor.ended();
        statementsDone++;
        running.ifPresent(now -> context.getStatement().getWarnings()
                .forEach(warning -> with.listener.notice(now.script().migration(), warning.getMessage())));
    }

    @Override
    public String getCallbackName() {
        return "tidegate";
    }
}
