package dev.tidegate.task.check.scratch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tidegate.task.check.catalog.Snapshot;
import dev.tidegate.task.sql.LockMode;
import dev.tidegate.task.sql.Statement;

/**
 * What one statement was seen doing.
 *
 * @param transaction the number of its transaction in the script
 * @param held by the oid of the relation, every lock that its transaction held afterwards
 * @param work what it did that grows with tables
 * @param waited relations, by oid, that it wanted a lock on which keeps writers out, while it ran outside a transaction
 * @param refusedOnData what the database said when rows were in the tables, if the statement ran without them only
 * @param notRun why it was not run at all
 */
public record StatementObservation(Statement statement, int transaction, Snapshot before, Snapshot after,
        Map<String, LockMode> held, Work work, Set<String> waited, Optional<String> refusedOnData,
        Optional<String> notRun) {
    public StatementObservation {
        held = Map.copyOf(held);
        waited = Set.copyOf(waited);
    }

    /**
     * Work that grows with tables, by oid.
     *
     * @param scanned read from end to end
     * @param emptied lost all rows by getting a new, empty file
     * @param everyRow written or deleted without a condition
     */
    public record Work(Set<String> scanned, Set<String> emptied, Optional<EveryRow> everyRow) {
        public static final Work NONE = new Work(Set.of(), Set.of(), Optional.empty());

        public Work {
            scanned = Set.copyOf(scanned);
            emptied = Set.copyOf(emptied);
        }
    }

    /**
     * An {@code UPDATE} or {@code DELETE} that leaves no row out.
     *
     * @param tables that it writes, as the plan spells them
     */
    public record EveryRow(boolean deletes, List<String> tables) {
        public EveryRow {
            tables = List.copyOf(tables);
        }
    }
}
