package dev.tidegate.task.check;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

import dev.tidegate.task.check.catalog.CatalogObject;
import dev.tidegate.task.check.catalog.Difference;
import dev.tidegate.task.check.catalog.Difference.Change;
import dev.tidegate.task.check.catalog.Kind;
import dev.tidegate.task.check.scratch.MigrationObservation;
import dev.tidegate.task.check.scratch.StatementObservation;

/** What a script can have had an effect on, so that an old client need not do everything again after each of a hundred. */
final class Concern {
    /** Whatever else changes may concern anything. */
    private static final Set<Kind> OF_TABLES = Set.of(Kind.RELATION, Kind.COLUMN, Kind.CONSTRAINT, Kind.INDEX,
            Kind.TRIGGER,
            Kind.RULE, Kind.POLICY, Kind.PRIVILEGE, Kind.SEQUENCE);

    /** Nobody can have used one that was not there. */
    private static final Set<Kind> NEW_TO_ALL = Set.of(Kind.TYPE, Kind.LABEL, Kind.SCHEMA, Kind.EXTENSION);

    private Concern() {}

    /** Tells of a thing's name whether it may be concerned. */
    static Predicate<String> of(MigrationObservation seen) {
        Set<String> tables = new HashSet<>();
        for (Change change : Difference.between(seen.before(), seen.after()).changes()) {
            boolean newToAll = change instanceof Change.Added(CatalogObject now) && NEW_TO_ALL.contains(now.key()
                    .kind());
            if (!OF_TABLES.contains(change.key().kind()) && !newToAll) {
                return name -> true;
            }
            switch (change) {
                case Change.Added(CatalogObject now) -> add(now, tables);
                case Change.Removed(CatalogObject was) -> add(was, tables);
                case Change.Changed changed -> {
                    add(changed.was(), tables);
                    add(changed.now(), tables);
                }
            }
        }
        for (StatementObservation statement : seen.statements()) {
            statement.held().keySet().forEach(oid -> statement.before().tableOf(oid).ifPresent(table -> tables.add(table
                    .key()
                    .name())));
        }
        // Views read tables, and writing to a table may fire what writes to others.
        seen.known().all(Kind.RELATION).stream().filter(relation -> !relation.get("definition").isEmpty()).forEach(
                view -> tables
                        .add(view.key().name()));
        return tables::contains;
    }

    private static void add(CatalogObject object, Set<String> tables) {
        tables.add(object.get("table").isEmpty() ? object.key().name() : object.get("table"));
        if (!object.get("referenced").isEmpty()) {
            tables.add(object.get("referenced"));
        }
    }
}
