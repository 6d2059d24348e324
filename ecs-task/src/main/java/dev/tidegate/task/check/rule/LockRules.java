package dev.tidegate.task.check.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.tidegate.task.check.catalog.CatalogObject;
import dev.tidegate.task.check.catalog.Kind;
import dev.tidegate.task.check.catalog.Snapshot;
import dev.tidegate.task.check.scratch.Source;
import dev.tidegate.task.check.scratch.StatementObservation;
import dev.tidegate.task.sql.LockMode;
import dev.tidegate.task.sql.Statement;

/**
 * Locks that stop traffic. A lock on a table that running code knows stops writers from {@code SHARE} on and readers at
 * {@code ACCESS EXCLUSIVE}; it does no harm if it is let go at once, so what counts is the work that is done under it.
 */
final class LockRules {
    private final Report report;
    private final Map<String, Statement> exclusive = new TreeMap<>();
    private Map<String, LockMode> held = new HashMap<>();
    private int transaction = -1;

    LockRules(Report report) {
        this.report = report;
    }

    void apply() {
        for (StatementObservation seen : report.seen().statements()) {
            if (seen.transaction() != transaction) {
                severalTables();
                transaction = seen.transaction();
                held = new HashMap<>();
            }
            statement(seen);
        }
        severalTables();
    }

    private void statement(StatementObservation seen) {
        Map<String, LockMode> now = locks(seen);
        Set<String> rewritten = rewritten(seen);
        Set<String> worked = tables(seen.work().scanned(), seen.before());
        now.forEach((table, mode) -> {
            if (mode == LockMode.ACCESS_EXCLUSIVE && held.get(table) != mode) {
                exclusive.putIfAbsent(table, seen.statement());
            }
        });
        boolean found = false;
        for (String table : rewritten) {
            found |= now.containsKey(table) && rewrite(seen, table, now.get(table));
        }
        worked.removeAll(rewritten);
        worked.removeAll(tables(seen.work().emptied(), seen.before()));
        for (String table : worked) {
            if (now.containsKey(table)) {
                scan(seen, table, now.get(table));
                found = true;
            }
        }
        if (!found && !(worked.isEmpty() && rewritten.isEmpty())) {
            now.keySet().stream().findFirst().ifPresent(table -> report.find(Code.LOCK_WHILE_WORKING, seen.statement(),
                    table,
                    waits(now.get(table)) + " of " + table + " wait while " + String.join(", ", worked)
                            + " is read: the lock"
                            + " of an earlier statement is held until the end of the transaction", Fix.NONE));
        }
        notConcurrent(seen, now);
        everyRow(seen);
        outside(seen, rewritten);
        held = now;
    }

    private boolean rewrite(StatementObservation seen, String table, LockMode mode) {
        boolean viewOnly = isMaterialized(table) && (mode != LockMode.ACCESS_EXCLUSIVE || seen.after().find(
                Kind.RELATION, table)
                .filter(view -> !view.is("populated")).isPresent());
        if (!viewOnly) {
            report.find(isMaterialized(table) ? Code.LOCK_NOT_CONCURRENT : Code.LOCK_REWRITE, seen.statement(), table,
                    waits(
                            mode) + " of " + table
                            + " wait until it is written anew, which takes longer the larger it is",
                    isMaterialized(table) ? Fix.pre("REFRESH MATERIALIZED VIEW CONCURRENTLY " + table + ";")
                            : Fix.NONE);
        }
        return true;
    }

    private boolean isMaterialized(String table) {
        return report.before().find(Kind.RELATION, table).filter(found -> found.get("kind").equals("m")).isPresent();
    }

    private void scan(StatementObservation seen, String table, LockMode mode) {
        if (isMaterialized(table) && mode != LockMode.ACCESS_EXCLUSIVE && builtOn(seen, table).isEmpty()) {
            return;
        }
        Optional<CatalogObject> index = builtOn(seen, table);
        if (index.isPresent()) {
            report.find(Code.LOCK_INDEX_BUILD, seen.statement(), table, (isMaterialized(table)
                    ? "refreshes"
                    : waits(mode)) + " of " + table + " wait until the index " + index.get().get("short") + " is built",
                    concurrently(seen, index
                            .get()));
        } else {
            boolean earlier = held.getOrDefault(table, LockMode.ACCESS_SHARE).compareTo(LockMode.SHARE) >= 0;
            report.find(earlier ? Code.LOCK_WHILE_WORKING : Code.LOCK_SCAN, seen.statement(), table, waits(mode)
                    + " of "
                    + table + " wait until it is read from end to end" + (earlier
                            ? ": the lock of an earlier statement is held until the end of the transaction"
                            : ""), Fix.NONE);
        }
    }

    private Fix concurrently(StatementObservation seen, CatalogObject index) {
        if (Source.startsWith(seen.statement(), "reindex")) {
            return Fix.pre("REINDEX INDEX CONCURRENTLY " + index.key().name() + ";");
        }
        boolean anew = seen.before().find(index.key()).isPresent();
        // There is no such form for what has to build an index anew, or for an exclusion.
        return anew || index.is("exclusion") ? Fix.NONE
                : new Paste(report).index(index, index.is("unique") && hadItsColumns(seen, index));
    }

    private static boolean hadItsColumns(StatementObservation seen, CatalogObject index) {
        return index.list("keys").stream().noneMatch(key -> seen.after().find(Kind.COLUMN, index.get("table") + "."
                + key)
                .isPresent() && seen.before().find(Kind.COLUMN, index.get("table") + "." + key).isEmpty());
    }

    /** An index that was built, or built anew, on the table. */
    private static Optional<CatalogObject> builtOn(StatementObservation seen, String table) {
        return seen.after().of(table, Kind.INDEX).stream().filter(index -> seen.before().byOid(index.get("oid")).map(
                was -> !was
                        .get("file").equals(index.get("file"))).orElse(true)).findFirst();
    }

    private static String waits(LockMode mode) {
        return mode == LockMode.ACCESS_EXCLUSIVE ? "readers and writers" : "writers";
    }

    /** Of the tables that running code knows, those locked so that writers wait. */
    private Map<String, LockMode> locks(StatementObservation seen) {
        Map<String, LockMode> locks = new TreeMap<>();
        seen.held().forEach((oid, mode) -> {
            if (mode.compareTo(LockMode.SHARE) >= 0) {
                seen.before().tableOf(oid).flatMap(this::known).ifPresent(table -> locks.merge(table, mode, (one,
                        other) -> one
                                .compareTo(other) >= 0 ? one : other));
            }
        });
        return locks;
    }

    private Optional<String> known(CatalogObject table) {
        return report.seen().known().byOid(table.get("oid")).filter(found -> !found.get("kind").equals("S")).map(
                found -> found
                        .key().name());
    }

    private Set<String> tables(Set<String> oids, Snapshot snapshot) {
        Set<String> tables = new TreeSet<>();
        oids.forEach(oid -> snapshot.tableOf(oid).flatMap(this::known).ifPresent(tables::add));
        return tables;
    }

    private Set<String> rewritten(StatementObservation seen) {
        Set<String> tables = new TreeSet<>();
        for (CatalogObject was : seen.before().all(Kind.RELATION)) {
            Optional<CatalogObject> now = seen.after().byOid(was.get("oid"));
            if (now.isPresent() && !now.get().get("file").equals(was.get("file")) && !was.get("file").isEmpty() && !seen
                    .work()
                    .emptied().contains(was.get("oid")) && !was.get("kind").equals("S")) {
                known(was).ifPresent(tables::add);
            }
        }
        return tables;
    }

    /** What would have gone without keeping readers out: dropping an index, detaching a partition. */
    private void notConcurrent(StatementObservation seen, Map<String, LockMode> now) {
        for (CatalogObject index : seen.before().all(Kind.INDEX)) {
            String table = index.get("table");
            boolean dropped = seen.after().byOid(index.get("oid")).isEmpty() && seen.after().find(Kind.RELATION, table)
                    .filter(found -> !found.get("kind").equals("p")).isPresent() && index.get("constraint").isEmpty()
                    && !index.is("partition");
            if (dropped && seen.before().of(table, Kind.COLUMN).size() == seen.after().of(table, Kind.COLUMN).size()
                    && now.get(table) == LockMode.ACCESS_EXCLUSIVE) {
                report.find(Code.LOCK_NOT_CONCURRENT, seen.statement(), index.key().name(), "readers and writers of "
                        + table
                        + " wait for this lock, and it for the longest of them, although it could be had without", Fix
                                .pre(
                                        "DROP INDEX CONCURRENTLY " + index.key().name() + ";"));
            }
        }
        for (CatalogObject part : seen.before().all(Kind.RELATION)) {
            Optional<CatalogObject> left = seen.after().byOid(part.get("oid")).filter(after -> part.is("partition")
                    && !after
                            .is("partition"));
            String parent = part.get("parents");
            // With a default partition there is no other form.
            boolean other = seen.before().all(Kind.RELATION).stream().noneMatch(sibling -> sibling.get("parents")
                    .equals(parent) && sibling.get("bound").equals("DEFAULT"));
            if (left.isPresent() && other && now.get(parent) == LockMode.ACCESS_EXCLUSIVE) {
                report.find(Code.LOCK_NOT_CONCURRENT, seen.statement(), part.key().name(), "readers and writers of "
                        + parent
                        + " wait for this lock, and it for the longest of them, although it could be had without", Fix
                                .post(
                                        "ALTER TABLE " + parent + " DETACH PARTITION " + part.key().name()
                                                + " CONCURRENTLY;"));
            }
        }
    }

    private void everyRow(StatementObservation seen) {
        seen.work().everyRow().filter(every -> !every.deletes()).ifPresent(every -> every.tables().stream().map(
                table -> seen
                        .before().all(Kind.RELATION).stream().filter(found -> found.get("short").equals(table) || found
                                .key().name()
                                .equals(table)).findFirst()).flatMap(Optional::stream).map(this::known).flatMap(
                                        Optional::stream)
                .findFirst().ifPresent(table -> report.find(Code.LOCK_ALL_ROWS, seen.statement(), table,
                        "writers of any row of "
                                + table + " wait until every row is written and the transaction ends", Fix.pre(
                                        new Paste(report).batch(table, seen.statement())))));
    }

    private void outside(StatementObservation seen, Set<String> rewritten) {
        Set<String> waited = tables(seen.waited(), seen.before());
        waited.addAll(seen.held().isEmpty() ? rewritten : List.of());
        if (!waited.isEmpty()) {
            // What gets a new file is out of reach for readers, too.
            String who = Collections.disjoint(waited, rewritten) ? "writers of " : "readers and writers of ";
            report.find(Code.LOCK_OUTSIDE_TRANSACTION, seen.statement(), waited.iterator().next(), who + String.join(
                    ", ", waited) + " wait until this is done, which takes longer the larger the tables are", Fix.NONE);
        }
    }

    /** One transaction that takes one after the other holds each for as long as it waits for the next. */
    private void severalTables() {
        Set<Statement> statements = Set.copyOf(exclusive.values());
        if (exclusive.size() > 1 && statements.size() > 1) {
            List<String> tables = new ArrayList<>(exclusive.keySet());
            report.find(Code.LOCK_SEVERAL_TABLES, exclusive.get(tables.getLast()), String.join(", ", tables),
                    "readers and"
                            + " writers of " + String.join(", ", tables)
                            + " wait for one another's locks; give each table a script"
                            + " of its own", Fix.NONE);
        }
        exclusive.clear();
    }
}
