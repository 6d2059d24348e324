package dev.tidegate.task.history;

import java.util.List;

/** What a run finds in the schema before it does anything. */
public sealed interface SchemaState {
    /** The schema's name. */
    String schema();

    /** The applied migrations, in the order in which they were applied. */
    default List<AppliedMigration> applied() {
        return List.of();
    }

    /** Nothing at all; it need not even exist. */
    record Empty(String schema) implements SchemaState {}

    /** Tables, functions or types, but no schema history. */
    record Occupied(String schema) implements SchemaState {}

    /**
     * A schema history, ours or one that Flyway's own tools wrote.
     *
     * @param entries the rows of Flyway's table, in the order in which they were written
     * @param unnoted those of {@code applied} that {@code tidegate_history} does not have
     */
    record WithHistory(String schema, List<Entry> entries, List<AppliedMigration> applied,
            List<AppliedMigration> unnoted)
            implements
                SchemaState {
        public WithHistory {
            entries = List.copyOf(entries);
            applied = List.copyOf(applied);
            unnoted = List.copyOf(unnoted);
        }

        /** Whether Flyway's paid editions have undone something, of which the open edition cannot read the rows. */
        public boolean hasUndone() {
            return entries.stream().anyMatch(entry -> entry.type().startsWith("UNDO"));
        }
    }
}
