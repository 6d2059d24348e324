package dev.tidegate.task.flyway;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import javax.sql.DataSource;

import dev.tidegate.task.database.Blockers;
import dev.tidegate.task.database.Catalog;
import dev.tidegate.task.database.DatabaseFailure;
import dev.tidegate.task.database.Watch;
import dev.tidegate.task.outcome.Blocker;
import dev.tidegate.task.outcome.TaskException;
import dev.tidegate.task.sql.LockMode;
import dev.tidegate.task.sql.Name;
import dev.tidegate.task.sql.Rerun;
import dev.tidegate.task.sql.Statement;

/**
 * Prepares a script outside a transaction for being run, perhaps not for the first time: what is done is left out, an invalid
 * index is dropped so that it can be built. {@code IF NOT EXISTS} would take the invalid one for done.
 */
final class Resumption {
    private final DataSource database;
    private final Monitor monitor;
    private final MigrationListener listener;
    private final Earlier earlier;

    /**
     * @param database opens the session that drops invalid indexes
     * @param earlier what is known of earlier attempts
     */
    Resumption(DataSource database, Monitor monitor, MigrationListener listener, Earlier earlier) {
        this.database = database;
        this.monitor = monitor;
        this.listener = listener;
        this.earlier = earlier;
    }

    /**
     * What is known of earlier attempts.
     *
     * @param failed the files of scripts that are known to have failed
     * @param recorder knows those that were begun and may have done anything since
     * @param rows the failed rows of the schema history
     */
    record Earlier(Set<String> failed, MigrationRecorder recorder, Rows rows) {
        /** Finds the failed rows. */
        interface Rows {
            /** Those that {@code connection} sees. */
            FailedRows on(Connection connection) throws SQLException;
        }
    }

    /**
     * How a script goes on.
     *
     * @param done the statements that need not run any more
     * @param begunBefore whether an earlier attempt may have done something
     * @param refusal why no statement may run, if so
     */
    record Resumed(List<Statement> done, boolean begunBefore, Optional<TaskException> refusal) {}

    /** Begins {@code script}, perhaps not for the first time. */
    Resumed begin(PlannedScript script, Connection connection) throws SQLException {
        boolean begun = earlier.recorder.begunBefore(connection, script.migration());
        List<Leftovers.State> states = new Leftovers(new Catalog(connection)).of(script.statements());
        if (begun && states.contains(Leftovers.State.UNKNOWN)) {
            return new Resumed(List.of(), true, Optional.of(earlier.rows.on(connection).beyondUs(script, states,
                    "was begun before, outside a transaction, by a run that was interrupted, and")));
        }
        boolean before = begun || earlier.failed.contains(script.migration().file());
        List<Statement> done = done(script, states, before, connection);
        note(script, connection);
        return new Resumed(done, before || !done.isEmpty(), Optional.empty());
    }

    private void note(PlannedScript script, Connection connection) {
        try {
            earlier.recorder.begins(connection, script.migration());
        } catch (SQLException e) {
            throw DatabaseFailure.of("migration " + script.migration().title()
                    + " was not begun, because that could not be noted in tidegate_history", e);
        }
    }

    private List<Statement> done(PlannedScript script, List<Leftovers.State> states, boolean before,
            Connection connection) throws SQLException {
        List<Statement> done = new ArrayList<>();
        boolean gotThere = before;
        for (int at = 0; at < states.size(); at++) {
            Statement statement = script.statements().get(at);
            switch (states.get(at)) {
                case INVALID_INDEX -> {
                    dropInvalid(script, statement, connection);
                    gotThere = false;
                }
                case PENDING_DETACH -> {
                    finalizeDetach(script, statement);
                    done.add(statement);
                }
                case DONE -> {
                    // An index as described can only come from an earlier run. That something is missing proves it only
                    // of a run that got there: the script may make it first.
                    if (gotThere || Rerun.of(statement) instanceof Rerun.BuildsIndex) {
                        listener.remark(script.migration(), "line " + statement.line() + " is done already: "
                                + statement
                                        .shortened());
                        done.add(statement);
                    }
                }
                case REPEATABLE -> dropLeftByReindex(script, statement, connection);
                case OPEN -> gotThere = false;
                case UNKNOWN -> {
                }
            }
        }
        return done;
    }

    /** An index that somebody is building at this moment is invalid, too. */
    private static Optional<Blocker> builder(Connection connection, Name table) throws SQLException {
        return Blockers.holding(connection, Map.of(table, LockMode.SHARE_UPDATE_EXCLUSIVE), false, Watch.pid(
                connection))
                .stream().map(Blockers.Holder::blocker).filter(holder -> holder.kind() != Blocker.Kind.AUTOVACUUM)
                .findFirst();
    }

    private void dropInvalid(PlannedScript script, Statement statement, Connection here) throws SQLException {
        if (!(Rerun.of(statement) instanceof Rerun.BuildsIndex(Name index, Name table))) {
            return;
        }
        drop(script, index, table, here, "an earlier attempt left the index \"" + index
                + "\" invalid: dropping it concurrently, to build it again");
    }

    private void dropLeftByReindex(PlannedScript script, Statement statement, Connection here) throws SQLException {
        if (!(Rerun.of(statement) instanceof Rerun.Reindexes reindexes)) {
            return;
        }
        for (Map.Entry<Name, Name> left : new Catalog(here).leftBy(reindexes).entrySet()) {
            drop(script, left.getKey(), left.getValue(), here, "an earlier attempt to reindex left \"" + left.getKey()
                    + "\": dropping it concurrently");
        }
    }

    private void drop(PlannedScript script, Name index, Name table, Connection here, String why) throws SQLException {
        Optional<Blocker> builder = builder(here, table);
        if (builder.isPresent()) {
            throw new LocksHeld(script, builder.get());
        }
        listener.remark(script.migration(), why);
        execute(script, "DROP INDEX CONCURRENTLY IF EXISTS " + index.quoted());
    }

    private void finalizeDetach(PlannedScript script, Statement statement) throws SQLException {
        if (!(Rerun.of(statement) instanceof Rerun.Detaches(Name table, Name partition))) {
            return;
        }
        listener.remark(script.migration(), "an earlier attempt left the partition \"" + partition
                + "\" half detached: finalizing that");
        execute(script, "ALTER TABLE " + table.quoted() + " DETACH PARTITION " + partition.quoted() + " FINALIZE");
    }

    private void execute(PlannedScript script, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                java.sql.Statement statement = connection.createStatement()) {
            monitor.starts(script.migration(), connection, sql);
            statement.execute(sql);
        } finally {
            monitor.ended();
        }
    }
}
