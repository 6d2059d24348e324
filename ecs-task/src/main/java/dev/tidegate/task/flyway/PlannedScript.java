package dev.tidegate.task.flyway;

import java.util.List;
import java.util.Map;

import dev.tidegate.task.migration.Migration;
import dev.tidegate.task.sql.LockMode;
import dev.tidegate.task.sql.Name;
import dev.tidegate.task.sql.ScriptText;
import dev.tidegate.task.sql.Statement;
import dev.tidegate.task.sql.Transactions;
import dev.tidegate.task.sql.WantedLocks;

/**
 * A script that is to run, read in advance.
 *
 * @param inTransaction whether it runs as one transaction
 */
record PlannedScript(Migration migration, ScriptText text, boolean inTransaction) {
    /** The relations it will lock, as far as its words tell. */
    Map<Name, LockMode> wanted() {
        return WantedLocks.of(text.statements());
    }

    /** Whether it drops something that foreign keys may tie to other tables, which are then locked as well. */
    boolean drops() {
        return text.statements().stream().anyMatch(WantedLocks::cutsForeignKeys);
    }

    /** Whether it sets {@code parameter} for itself, so that we keep out of it. */
    boolean sets(String parameter) {
        return text.statements().stream().anyMatch(statement -> Transactions.sets(statement, parameter));
    }

    List<Statement> statements() {
        return text.statements();
    }
}
