package dev.tidegate.task.flyway;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tidegate.task.migration.Migration;
import dev.tidegate.task.sql.LockMode;
import dev.tidegate.task.sql.Name;
import dev.tidegate.task.sql.ScriptText;
import dev.tidegate.task.sql.Statement;
import dev.tidegate.task.sql.Summary;

/**
 * A script that is to run, read in advance.
 *
 * @param text of a script outside a transaction, which may have to be run in part; of others nobody asks, and it may be long
 */
record PlannedScript(Migration migration, Summary summary, Optional<ScriptText> text) {
    /** Whether it runs as one transaction. */
    boolean inTransaction() {
        return text.isEmpty();
    }

    /** The relations it will lock, as far as its words tell. */
    Map<Name, LockMode> wanted() {
        return summary.wanted();
    }

    /** Whether it drops something that foreign keys may tie to other tables, which are then locked as well. */
    boolean drops() {
        return summary.cutsForeignKeys();
    }

    /** Whether it sets {@code parameter} for itself, so that we keep out of it. */
    boolean sets(String parameter) {
        return summary.sets(parameter);
    }

    /** The statements of a script outside a transaction. */
    List<Statement> statements() {
        return text.map(ScriptText::statements).orElse(List.of());
    }
}
