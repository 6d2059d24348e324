package dev.tidegate.task.flyway;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.tidegate.task.database.DatabaseFailure;
import dev.tidegate.task.migration.Migration;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Lets the recorder note each migration. With the session lock Flyway works on a single connection, so what is written
 * after a migration's last statement is in one transaction with the migration and with Flyway's own row: all or nothing.
 * A script without a transaction is noted before its first statement, so that after a crash the next run knows that it may
 * have been run; its end is noted before Flyway notes it.
 */
final class Recording implements Callback {
    private final Map<String, Migration> planned;
    private final MigrationRecorder recorder;
    private final MigrationListener listener;

    Recording(List<Migration> planned, MigrationRecorder recorder, MigrationListener listener) {
        this.planned = planned.stream().collect(Collectors.toMap(Migration::file, Function.identity()));
        this.recorder = recorder;
        this.listener = listener;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_MIGRATE || event == Event.AFTER_EACH_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        if (event == Event.BEFORE_MIGRATE) {
            prepare(context.getConnection());
        } else {
            record(context.getConnection(), planned.get(context.getMigrationInfo().getScript()));
        }
    }

    private void prepare(Connection connection) {
        try {
            recorder.prepare(connection);
        } catch (SQLException e) {
            throw DatabaseFailure.of("cannot prepare tidegate_history, nothing was run", e);
        }
    }

    private void record(Connection connection, Migration migration) {
        boolean inTransaction = inTransaction(connection);
        try {
            recorder.record(connection, migration);
        } catch (SQLException e) {
            if (inTransaction) {
                throw DatabaseFailure.of("migration " + migration.title()
                        + " was rolled back, because it could not be noted in tidegate_history", e);
            }
            // It is done and cannot be undone; Flyway's row must follow.
            listener.notice(migration, "its end is not noted in tidegate_history, which says when it began: " + e
                    .getMessage());
        }
    }

    private static boolean inTransaction(Connection connection) {
        try {
            return !connection.getAutoCommit();
        } catch (SQLException e) {
            throw DatabaseFailure.of("lost the database", e);
        }
    }

    @Override
    public String getCallbackName() {
        return "tidegate_history";
    }
}
