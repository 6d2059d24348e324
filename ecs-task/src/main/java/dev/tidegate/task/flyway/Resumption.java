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
import dev.tidegate.task.database.Watch;
import dev.tidegate.task.outcome.Blocker;
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
    private final Set<String> failedBefore;

    /**
     * @param database opens the session that drops invalid indexes
     * @param failedBefore the files of scripts that are known to have failed
     */
    Resumption(DataSource database, Monitor monitor, MigrationListener listener, Set<String> failedBefore) {
        this.database = database;
        this.monitor = monitor;
        this.listener = listener;
        this.failedBefore = failedBefore;
    }

    /** The statements of {@code script} that need not run any more. */
    List<Statement> done(PlannedScript script, Connection connection) throws SQLException {
        Leftovers leftovers = new Leftovers(new Catalog(connection));
        List<Statement> done = new ArrayList<>();
        for (Statement statement : script.statements()) {
            switch (leftovers.of(statement)) {
                case INVALID_INDEX -> dropInvalid(script, statement, connection);
                case PENDING_DETACH -> {
                    finalizeDetach(script, statement);
                    done.add(statement);
                }
                case DONE -> {
                    if (mayHaveRun(script, statement)) {
                        listener.remark(script.migration(), "line " + statement.line() + " is done already: "
                                + statement
                                        .shortened());
                        done.add(statement);
                    }
                }
                case OPEN, REPEATABLE, UNKNOWN -> {
                }
            }
        }
        return done;
    }

    /** An index as described can only come from an earlier run; that something is missing proves less. */
    private boolean mayHaveRun(PlannedScript script, Statement statement) {
        return Rerun.of(statement) instanceof Rerun.BuildsIndex || failedBefore.contains(script.migration().file());
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
        Optional<Blocker> builder = builder(here, table);
        if (builder.isPresent()) {
            throw new LocksHeld(script, builder.get());
        }
        listener.remark(script.migration(), "an earlier attempt left the index \"" + index
                + "\" invalid: dropping it concurrently, to build it again");
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
