package dev.tidegate.task.check.rule;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tidegate.task.check.catalog.CatalogObject;
import dev.tidegate.task.check.catalog.Difference.Change;
import dev.tidegate.task.check.catalog.Kind;
import dev.tidegate.task.check.catalog.Snapshot;
import dev.tidegate.task.check.scratch.Sql;

/** Unique keys: what they refuse, and what {@code ON CONFLICT} finds. */
final class KeyRules {
    private final Report report;

    KeyRules(Report report) {
        this.report = report;
    }

    void apply() {
        for (Change change : report.difference().changes()) {
            if (change instanceof Change.Added(CatalogObject now) && isKey(now) && now.is("valid")) {
                added(now);
            }
            if (change instanceof Change.Changed changed && isKey(changed.now()) && changed.now().is("valid")
                    && (changed.in(
                            "oid") || changed.in("valid"))) {
                added(changed.now());
            }
        }
        report.seen().known().all(Kind.INDEX).stream().filter(was -> isKey(was) && was.is("valid") && was.is(
                "immediate"))
                .forEach(this::lost);
    }

    private static boolean isKey(CatalogObject object) {
        return object.key().kind() == Kind.INDEX && object.is("unique") && !object.is("partition");
    }

    private void added(CatalogObject now) {
        String table = now.get("table");
        if (!report.stays(table) || !report.isKnown(Kind.RELATION, table) || restrictsNothing(now)) {
            return;
        }
        Optional<String> free = columns(now).stream().filter(column -> !canRepeat(now, column)).findFirst();
        if (free.isPresent()) {
            return;
        }
        String keys = String.join(", ", now.get("keys").split("\n"));
        if (report.after().find(Kind.RELATION, table).filter(found -> found.get("kind").equals("m")).isPresent()) {
            report.find(Code.MAY_FAIL_ON_DATA, now.key(), "fails if there are two rows with the same " + keys,
                    Fix.NONE);
            return;
        }
        report.find(Code.UNIQUE_ADDED, now.key(), "old code that writes a second row with the same " + keys + " to "
                + table + " fails", new Paste(report).index(now, true));
    }

    /** Its keys, without expressions. */
    private static Set<String> columns(CatalogObject index) {
        return index.list("keys");
    }

    /** Whether old code may write the same value twice. New columns stay NULL with it, and NULLs are all different. */
    private boolean canRepeat(CatalogObject index, String key) {
        Optional<CatalogObject> column = report.after().find(Kind.COLUMN, index.get("table") + "." + key);
        if (column.isEmpty() || report.isKnown(Kind.COLUMN, column.get().key().name())) {
            return true;
        }
        boolean counts = column.get().get("default").startsWith("nextval(") || !column.get().get("identity").isEmpty()
                || column.get().get("default").contains("gen_random_uuid()");
        boolean isNull = column.get().get("default").isEmpty() && column.get().get("generated").isEmpty() && !"true"
                .equals(
                        index.get("nulls_not_distinct"));
        return !counts && !isNull;
    }

    /** Another key that was there before refuses no less. */
    private boolean restrictsNothing(CatalogObject now) {
        return keys(report.before(), now.get("table")).stream().anyMatch(was -> columns(now).containsAll(columns(was))
                && (was
                        .get("predicate").isEmpty() || was.get("predicate").equals(now.get("predicate"))) && (!"true"
                                .equals(now.get(
                                        "nulls_not_distinct")) || was.is("primary") || "true".equals(was.get(
                                                "nulls_not_distinct"))));
    }

    private static List<CatalogObject> keys(Snapshot snapshot, String table) {
        return snapshot.of(table, Kind.INDEX).stream().filter(index -> isKey(index) && index.is("valid")).toList();
    }

    /** @param was a key that old code knows */
    private void lost(CatalogObject was) {
        String table = was.get("table");
        boolean there = report.before().of(table, Kind.INDEX).stream().anyMatch(now -> now.is("valid") && isSameTarget(
                was,
                now));
        boolean columnsStay = columns(was).stream().allMatch(key -> report.before().find(Kind.COLUMN, table + "." + key)
                .isEmpty() || report.after().find(Kind.COLUMN, table + "." + key).isPresent());
        if (!report.stays(table) || !there || !columnsStay) {
            return;
        }
        boolean byColumns = report.after().of(table, Kind.INDEX).stream().anyMatch(now -> now.is("valid") && now.is(
                "immediate") && isSameTarget(was, now));
        boolean named = !was.get("constraint").isEmpty();
        boolean hadName = named && hasConstraint(report.before(), table, was.get("constraint"));
        boolean byName = !hadName || hasConstraint(report.after(), table, was.get("constraint"));
        String keys = String.join(", ", was.get("keys").split("\n"));
        if (!byColumns) {
            report.findGone(Code.KEY_DROPPED, was.key(), "old code with ON CONFLICT (" + keys + ") on " + table
                    + " fails, and any other may write the same " + keys + " twice", Fix.post(named ? "ALTER TABLE "
                            + table + " DROP CONSTRAINT " + Sql.name(was.get("constraint")) + ";"
                            : "DROP INDEX " + (isPartitioned(table) ? "" : "CONCURRENTLY ") + was.key().name() + ";"));
        } else if (!byName) {
            report.findGone(Code.KEY_DROPPED, was.key(), "old code with ON CONFLICT ON CONSTRAINT " + was.get(
                    "constraint")
                    + " on " + table + " fails", Fix.NONE);
        }
    }

    private boolean isPartitioned(String table) {
        return report.after().find(Kind.RELATION, table).filter(found -> found.get("kind").equals("p")).isPresent();
    }

    private static boolean hasConstraint(Snapshot snapshot, String table, String name) {
        return snapshot.of(table, Kind.INDEX).stream().anyMatch(index -> index.get("constraint").equals(name) && index
                .is(
                        "immediate"));
    }

    private static boolean isSameTarget(CatalogObject was, CatalogObject now) {
        return now.is("unique") && columns(now).equals(columns(was)) && now.get("predicate").equals(was.get(
                "predicate"));
    }
}
