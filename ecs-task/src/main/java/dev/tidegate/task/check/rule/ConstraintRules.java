package dev.tidegate.task.check.rule;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.tidegate.task.check.catalog.CatalogObject;
import dev.tidegate.task.check.catalog.Difference.Change;
import dev.tidegate.task.check.catalog.Kind;
import dev.tidegate.task.check.scratch.Sql;

/** Checks, foreign keys and exclusions: what old code may no longer write, and what no longer happens by itself. */
final class ConstraintRules {
    private static final Set<String> ACTING = Set.of("c", "n", "d");

    private final Report report;
    private final Paste paste;

    ConstraintRules(Report report) {
        this.report = report;
        this.paste = new Paste(report);
    }

    void apply() {
        for (Change change : report.difference().changes()) {
            if (change.key().kind() == Kind.CONSTRAINT && report.stays(table(change))) {
                switch (change) {
                    case Change.Added(CatalogObject now) -> added(now);
                    case Change.Removed(CatalogObject was) -> removed(was);
                    case Change.Changed changed -> changed(changed);
                }
            }
        }
    }

    private static String table(Change change) {
        return switch (change) {
            case Change.Added(CatalogObject now) -> now.get("table");
            case Change.Removed(CatalogObject was) -> was.get("table");
            case Change.Changed changed -> changed.now().get("table");
        };
    }

    /** Whether {@code expression} is {@code term}, or joins it to others by AND. */
    static boolean requires(String expression, String term) {
        String bare = expression.startsWith("((") ? expression.substring(1, expression.length() - 1) : expression;
        return expression.equals(term) || List.of(bare.split(Pattern.quote(" AND "))).contains(term) && !bare.contains(
                " OR ");
    }

    private void added(CatalogObject now) {
        String table = now.get("table");
        boolean sameUnderOldName = report.before().of(table, Kind.CONSTRAINT).stream().anyMatch(was -> was.get("oid")
                .equals(now.get("oid")));
        if (sameUnderOldName || now.is("inherited") || !report.isKnown(Kind.RELATION, table) || now.get("enforced")
                .equals(
                        "false")) {
            return;
        }
        switch (now.get("type")) {
            case "c" -> check(now);
            case "f" -> foreignKey(now);
            case "x" -> exclusion(now);
            default -> {
                // Keys are told by their indexes.
            }
        }
    }

    private void check(CatalogObject now) {
        boolean leftBounds = report.before().find(Kind.RELATION, now.get("table")).filter(table -> table.is(
                "partition"))
                .isPresent() && report.after().find(Kind.RELATION, now.get("table")).filter(table -> !table.is(
                        "partition"))
                        .isPresent();
        if (leftBounds) {
            // DETACH PARTITION … CONCURRENTLY leaves a check that says what the bounds said.
            return;
        }
        Optional<String> example = Optional.ofNullable(report.seen().trials().violations().get(now.key().name()));
        example.ifPresent(row -> report.find(Code.CHECK_ADDED, now.key(), "old code that writes a row with " + row
                + " to "
                + now.get("table") + " fails", paste.notValid(now)));
    }

    private void foreignKey(CatalogObject now) {
        boolean violable = now.list("columns").stream().allMatch(column -> isWritten(now.get("table"), column));
        boolean same = report.before().of(now.get("table"), Kind.CONSTRAINT).stream().anyMatch(was -> was.get("type")
                .equals(
                        "f") && was.get("columns").equals(now.get("columns")) && was.get("referenced").equals(now.get(
                                "referenced"))
                && was.get("referenced_columns").equals(now.get("referenced_columns")));
        if (violable && !same) {
            report.find(Code.FOREIGN_KEY_ADDED, now.key(), "old code fails that writes a row to " + now.get("table")
                    + " before its row in " + now.get("referenced") + ", or deletes that one first", paste.notValid(
                            now));
        }
        if (!isIndexed(now) && report.isKnown(Kind.RELATION, now.get("referenced"))) {
            report.find(Code.FOREIGN_KEY_NOT_INDEXED, now.key(), "deleting a row of " + now.get("referenced")
                    + ", or changing its key, reads " + now.get("table") + " from end to end", index(now));
        }
    }

    private Fix index(CatalogObject key) {
        String columns = paste.newColumns(key);
        return Fix.pre(columns + (columns.isEmpty() ? "" : "-- in a second pre-traffic script:\n")
                + "CREATE INDEX CONCURRENTLY " + Sql.name(key.get("short") + "_index") + " ON " + key.get("table")
                + " (" + String.join(", ", key.list("columns").stream().map(Sql::name).toList()) + ");");
    }

    /** Whether an index over all rows begins with the columns, in whatever order. */
    private boolean isIndexed(CatalogObject key) {
        List<String> columns = key.list("columns").stream().map(column -> report.after().of(key.get("table"),
                Kind.COLUMN).stream().filter(found -> found.get("short").equals(column)).map(found -> found.get(
                        "quoted")).findFirst().orElse(column)).toList();
        return report.after().of(key.get("table"), Kind.INDEX).stream().filter(index -> index.is("valid") && index.get(
                "predicate").isEmpty()).map(index -> List.of(index.get("keys").split("\n"))).anyMatch(keys -> keys
                        .size() >= columns.size()
                        && keys.subList(0, columns.size()).containsAll(columns));
    }

    /** Whether old code gives {@code column} a value that is not null, knowingly or by its default. */
    private boolean isWritten(String table, String column) {
        return report.after().of(table, Kind.COLUMN).stream().filter(found -> found.get("short").equals(column))
                .anyMatch(
                        found -> report.isKnown(Kind.COLUMN, found.key().name()) || !found.get("default").isEmpty());
    }

    private void exclusion(CatalogObject now) {
        String definition = now.get("definition");
        List<String> equal = report.after().of(now.get("table"), Kind.COLUMN).stream().filter(column -> now.list(
                "columns").contains(column.get("short"))).map(column -> column.get("quoted")).filter(
                        column -> definition.contains(column + " WITH =")).toList();
        boolean restrictsNothing = report.before().of(now.get("table"), Kind.INDEX).stream().filter(index -> index.is(
                "unique") && index.is("valid") && index.get("predicate").isEmpty()).anyMatch(index -> equal.containsAll(
                        index
                                .list("keys")));
        boolean violable = now.list("columns").stream().allMatch(column -> isWritten(now.get("table"), column));
        if (!restrictsNothing && violable) {
            report.find(Code.EXCLUDE_ADDED, now.key(), "old code that writes a row to " + now.get("table")
                    + " which overlaps another one fails", new Fix(paste.newColumns(now).strip(), "ALTER TABLE " + now
                            .get("table") + " ADD CONSTRAINT " + now.get("quoted") + " " + definition + ";"));
        }
    }

    private void removed(CatalogObject was) {
        boolean renamed = report.difference().renamed(was).isPresent();
        boolean columnsStay = was.list("columns").stream().allMatch(column -> report.after().of(was.get("table"),
                Kind.COLUMN)
                .stream().anyMatch(found -> found.get("short").equals(column)));
        if (renamed || was.is("inherited") || !columnsStay) {
            return;
        }
        Optional<CatalogObject> successor = report.after().of(was.get("table"), Kind.CONSTRAINT).stream().filter(
                now -> now
                        .get("type").equals("f") && now.get("columns").equals(was.get("columns")) && now.get(
                                "referenced").equals(was
                                        .get("referenced"))).findFirst();
        if (was.get("type").equals("f")) {
            action(was, successor);
        }
        // A column that is NOT NULL needs no check that says so.
        boolean saidAgain = report.after().of(was.get("table"), Kind.COLUMN).stream().anyMatch(column -> column.is(
                "not_null") && was.get("expression").equals("(" + column.get("quoted") + " IS NOT NULL)"));
        if (Set.of("c", "f", "x").contains(was.get("type")) && successor.isEmpty() && !saidAgain) {
            report.find(Code.LOOSENED_FOR_NEW_CODE, was.key(), "new code that writes what " + was.get("short")
                    + " refuses fails until this has run", Fix.NONE);
        }
    }

    private void changed(Change.Changed changed) {
        CatalogObject was = changed.was();
        CatalogObject now = changed.now();
        if (now.is("inherited")) {
            return;
        }
        if (changed.in("oid") || changed.in("enforced")) {
            switch (now.get("type")) {
                case "c" -> {
                    if (report.isKnown(Kind.RELATION, now.get("table"))) {
                        check(now);
                    }
                    if (changed.in("definition")) {
                        report.find(Code.LOOSENED_FOR_NEW_CODE, now.key(), "new code that writes what " + now.get(
                                "short")
                                + " refuses fails until this has run", Fix.NONE);
                    }
                }
                case "f" -> {
                    if (changed.in("columns") || changed.in("referenced") || changed.in("referenced_columns") || changed
                            .in(
                                    "enforced")) {
                        foreignKey(now);
                    }
                }
                default -> {
                    // Keys are told by their indexes.
                }
            }
        }
        if (was.get("type").equals("f")) {
            action(was, Optional.of(now));
        }
        if (was.is("deferrable") && !now.is("deferrable") || was.is("deferred") && !now.is("deferred")) {
            report.find(Code.DEFERRABLE_REMOVED, was.key(), "old code that breaks " + was.get("short")
                    + " for the time of a transaction fails", Fix.NONE);
        }
    }

    private void action(CatalogObject was, Optional<CatalogObject> now) {
        boolean deletes = ACTING.contains(was.get("on_delete")) && !now.map(key -> key.get("on_delete")).orElse("")
                .equals(was
                        .get("on_delete"));
        boolean updates = ACTING.contains(was.get("on_update")) && !now.map(key -> key.get("on_update")).orElse("")
                .equals(was
                        .get("on_update"));
        boolean referencedStays = report.after().find(Kind.RELATION, was.get("referenced")).isPresent();
        if ((deletes || updates) && referencedStays) {
            report.find(Code.CASCADE_REMOVED, was.key(), "old code that deletes or changes a row of " + was.get(
                    "referenced")
                    + " relies on " + was.get("short") + " to take along the rows of " + was.get("table") + (now
                            .isPresent()
                                    ? ", and fails or leaves them"
                                    : ", which stay behind"), Fix.NONE);
        }
    }
}
