package dev.tidegate.task.check.scratch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tidegate.task.check.catalog.Snapshot;
import dev.tidegate.task.sql.Statement;

/**
 * What one script was seen doing.
 *
 * @param known the schema that the running code knows: before the release for a pre-traffic script
 * @param failure what stopped it
 * @param trials what was tried on the server about its outcome
 */
public record MigrationObservation(Source source, Snapshot known, Snapshot before, Snapshot after,
        List<StatementObservation> statements, Optional<Stopped> failure, Trials trials) {
    private static final Set<String> WRITING = Set.of("insert", "update", "delete", "merge", "with", "truncate", "copy",
            "do",
            "select", "refresh", "call");

    public MigrationObservation {
        statements = List.copyOf(statements);
    }

    /** Whether no statement can have written or removed rows. */
    public boolean leavesRows() {
        return statements.stream().map(StatementObservation::statement).noneMatch(statement -> WRITING.stream()
                .anyMatch(
                        word -> Source.startsWith(statement, word)));
    }

    /** The statement that the database refused, and its words. */
    public record Stopped(Statement statement, String message) {}

    /**
     * Answers of the server to questions that the catalog alone does not answer.
     *
     * @param violations for a constraint, by its name, values that it refuses and that were allowed before
     * @param types for a retyped column, by its name, what becomes of values of the old type
     * @param calls functions, by name, that can no longer be called as before, with the server's words
     * @param incomparable added columns, by name, whose type has no equality
     */
    public record Trials(Map<String, String> violations, Map<String, Conversion> types, Map<String, String> calls,
            Set<String> incomparable) {
        public static final Trials NONE = new Trials(Map.of(), Map.of(), Map.of(), Set.of());

        public Trials {
            violations = Map.copyOf(violations);
            types = Map.copyOf(types);
            calls = Map.copyOf(calls);
            incomparable = Set.copyOf(incomparable);
        }
    }

    /**
     * What became of sample values of the old type in the new one.
     *
     * @param refused the first that is refused, if any
          * @param altered the first that reads differently afterwards, if any
     * @param any whether any is taken; otherwise the types have nothing to do with each other
     */
    public record Conversion(Optional<String> refused, Optional<String> altered, boolean any) {}
}
