package dev.tidegate.task.flyway;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.tidegate.task.migration.Migration;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Watches Flyway work: tells the listener, and holds the deadline. Flyway says "after" a migration before it commits, so a
 * migration counts as applied only when the next thing happens.
 */
final class Witness implements Callback {
    private final Map<String, Migration> planned;
    private final MigrationListener listener;
    private final SchemaHistory.Limits limits;
    private Optional<Running> running = Optional.empty();
    private Optional<Instant> finishedAt = Optional.empty();
    private int statementsDone;

    Witness(List<Migration> planned, SchemaHistory.Limits limits, MigrationListener listener) {
        this.planned = planned.stream().collect(Collectors.toMap(Migration::file, Function.identity()));
        this.limits = limits;
        this.listener = listener;
    }

    /** A migration between its start and its commit. */
    record Running(Migration migration, Instant startedAt) {}

    /** The migration that was being run when Flyway gave up. */
    Optional<Migration> running() {
        return running.map(Running::migration);
    }

    /** How many statements of it had succeeded. */
    int statementsDone() {
        return statementsDone;
    }

    /** Tells the listener of the last migration; to be called when Flyway returned in peace. */
    void ended() {
        running.ifPresent(done -> finishedAt
                .ifPresent(finished -> listener.applied(done.migration(), done.startedAt(), finished)));
        running = Optional.empty();
        finishedAt = Optional.empty();
    }

    @Override
    public boolean supports(Event event, Context context) {
        return switch (event) {
            case BEFORE_EACH_MIGRATE, AFTER_EACH_MIGRATE_STATEMENT, AFTER_EACH_MIGRATE -> true;
            default -> false;
        };
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        switch (event) {
            case BEFORE_EACH_MIGRATE -> starts(context);
            case AFTER_EACH_MIGRATE_STATEMENT -> statementDone(context);
            case AFTER_EACH_MIGRATE -> finishedAt = Optional.of(limits.deadline().clock().instant());
            default -> throw new IllegalStateException("not asked for " + event);
        }
    }

    private void starts(Context context) {
        ended();
        Migration migration = planned.get(context.getMigrationInfo().getScript());
        limits.deadline().check("migration " + migration.title());
        shortenStatements(context.getConnection());
        statementsDone = 0;
        running = Optional.of(new Running(migration, limits.deadline().clock().instant()));
        listener.started(migration);
    }

    private void shortenStatements(Connection connection) {
        Optional<Duration> left = limits.deadline().left().filter(
                time -> limits.statementTimeout().isZero() || time.compareTo(limits.statementTimeout()) < 0);
        if (left.isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = " + Math.max(1, left.get().toMillis()));
        } catch (SQLException e) {
            throw new FlywayException("cannot set statement_timeout", e);
        }
    }

    private void statementDone(Context context) {
        statementsDone++;
        running.ifPresent(now -> context.getStatement().getWarnings()
                .forEach(warning -> listener.notice(now.migration(), warning.getMessage())));
    }

    @Override
    public String getCallbackName() {
        return "tidegate";
    }
}
