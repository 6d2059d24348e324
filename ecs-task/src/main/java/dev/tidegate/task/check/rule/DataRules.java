package dev.tidegate.task.check.rule;

import java.util.Optional;
import java.util.Set;

import dev.tidegate.task.check.catalog.CatalogObject;
import dev.tidegate.task.check.catalog.Difference.Change;
import dev.tidegate.task.check.catalog.Key;
import dev.tidegate.task.check.catalog.Kind;
import dev.tidegate.task.check.scratch.MigrationObservation.Conversion;
import dev.tidegate.task.check.scratch.StatementObservation;

/** Rows: whether they can make the migration fail, and whether they survive it. */
final class DataRules {
    private static final Set<Code> RESTRICTING = Set.of(Code.COLUMN_REQUIRED, Code.CHECK_ADDED, Code.FOREIGN_KEY_ADDED,
            Code.UNIQUE_ADDED, Code.EXCLUDE_ADDED, Code.DOMAIN_TIGHTENED, Code.PARTITION_ATTACHED,
            Code.COLUMN_ADDED_REQUIRED);

    private final Report report;

    DataRules(Report report) {
        this.report = report;
    }

    /** After the other rules, whose findings tell what was restricted. */
    void apply() {
        for (StatementObservation seen : report.seen().statements()) {
            seen.work().emptied().forEach(oid -> seen.before().byOid(oid).filter(this::isKnown).filter(table -> !table
                    .get(
                            "kind").equals("m")).ifPresent(table -> report.find(Code.ROWS_LOST, seen.statement(), table
                                    .key().name(),
                                    "all rows of " + table.key().name() + " are gone for good", Fix.NONE)));
            seen.work().everyRow().filter(StatementObservation.EveryRow::deletes).ifPresent(every -> every.tables()
                    .stream()
                    .map(name -> seen.before().all(Kind.RELATION).stream().filter(table -> table.get("short").equals(
                            name)
                            || table.key().name().equals(name)).findFirst()).flatMap(Optional::stream).filter(
                                    this::isKnown)
                    .findFirst().ifPresent(table -> report.find(Code.ROWS_LOST, seen.statement(), table.key().name(),
                            "all rows of " + table.key().name() + " are gone for good", Fix.NONE)));
        }
        report.seen().statements().forEach(this::refused);
        for (Finding finding : report.findings()) {
            mayFail(finding);
        }
        report.difference().changes().forEach(this::lost);
        report.seen().statements().forEach(this::validated);
    }

    /** Seen with a few made up rows. A column that must have a value and is given none fails with any. */
    private void refused(StatementObservation seen) {
        boolean always = report.findings().stream().anyMatch(finding -> finding.code() == Code.COLUMN_ADDED_REQUIRED
                && finding
                        .line() == seen.statement().line());
        seen.refusedOnData().map(words -> words.lines().findFirst().orElse(words)).ifPresent(words -> report.find(always
                ? Code.FAILS_ON_DATA
                : Code.MAY_FAIL_ON_DATA, seen.statement(), "rows", (always ? "fails when there are rows: "
                        : "failed with the rows made up for it: ") + words, Fix.NONE));
    }

    private boolean isKnown(CatalogObject table) {
        return report.seen().known().byOid(table.get("oid")).isPresent();
    }

    /** What old code may still write may be there already; not so with {@code NOT VALID}, which looks at no row. */
    private void mayFail(Finding finding) {
        boolean unvalidated = report.after().all(Kind.CONSTRAINT).stream().anyMatch(now -> now.key().name().equals(
                finding
                        .object()) && !now.is("validated")) || report.after().all(Kind.DOMAIN_CONSTRAINT).stream()
                                .anyMatch(
                                        now -> now.key().name().equals(finding.object()) && !now.is("validated"));
        // What rows have that were there before, its default gave them.
        boolean filled = finding.code() == Code.COLUMN_ADDED_REQUIRED && report.found(new Key(Kind.COLUMN, finding
                .object())).find(Kind.COLUMN, finding.object()).filter(column -> column.is("not_null")).isPresent();
        if (RESTRICTING.contains(finding.code()) && !unvalidated && !filled) {
            repeat(finding, "fails if there are rows that do not comply");
        }
        if (finding.code() == Code.COLUMN_TYPE_CHANGED) {
            Conversion conversion = report.seen().trials().types().get(finding.object());
            boolean table = report.before().find(Kind.COLUMN, finding.object()).filter(column -> !column.get("kind")
                    .equals(
                            "v")).isPresent();
            if (table && conversion != null && conversion.any() && conversion.refused().isPresent()) {
                repeat(finding, "fails if there are values such as " + conversion.refused().get());
            }
            if (table && conversion != null && conversion.altered().isPresent()) {
                report.find(Code.VALUES_LOST, finding, "values such as " + conversion.altered().get()
                        + " are altered for good");
            }
        }
    }

    private void repeat(Finding finding, String message) {
        boolean told = report.findings().stream().anyMatch(other -> other.code().hazard() == Hazard.DATA && other
                .line() == finding.line() && other.statement().equals(finding.statement()));
        if (!told) {
            report.find(Code.MAY_FAIL_ON_DATA, finding, message);
        }
    }

    /** Validation of what was added before. */
    private void validated(StatementObservation seen) {
        for (CatalogObject was : seen.before().all(Kind.CONSTRAINT)) {
            boolean validated = !was.is("validated") && seen.after().find(was.key()).filter(now -> now.is("validated"))
                    .isPresent();
            if (validated && report.before().find(was.key()).isPresent()) {
                report.find(Code.MAY_FAIL_ON_DATA, seen.statement(), was.key().name(),
                        "fails if there are rows that do not"
                                + " comply with " + was.get("short"), Fix.NONE);
            }
        }
    }

    private void lost(Change change) {
        switch (change) {
            case Change.Removed(CatalogObject was) when report.difference().renamed(was).isEmpty() -> removed(was);
            case Change.Changed changed -> {
                boolean again = changed.key().kind() == Kind.COLUMN && changed.in("oid") && report.before().find(
                        Kind.RELATION,
                        changed.was().get("table")).filter(table -> report.after().find(table.key()).map(now -> now.get(
                                "oid"))
                                .orElse("").equals(table.get("oid"))).isPresent() && report.difference().renamed(changed
                                        .was()).isEmpty();
                if (again) {
                    removed(changed.was());
                }
                if (changed.key().kind() == Kind.RELATION && changed.in("oid") && report.after().byOid(changed.was()
                        .get("oid"))
                        .isEmpty()) {
                    removed(changed.was());
                }
            }
            case Change.Removed removed -> {
                // It lives on under another name.
            }
            case Change.Added added -> {
                // Nothing can be lost in it yet.
            }
        }
    }

    private void removed(CatalogObject was) {
        if (was.key().kind() == Kind.RELATION && Set.of("r", "p").contains(was.get("kind")) && isKnown(was)) {
            report.findGone(Code.TABLE_DATA_LOST, was.key(), "all rows of " + was.key().name() + " are gone for good",
                    Fix.NONE);
        }
        boolean tableStays = report.before().find(Kind.RELATION, was.get("table")).filter(table -> report.after().byOid(
                table
                        .get("oid")).isPresent()).filter(this::isKnown).isPresent();
        if (was.key().kind() == Kind.COLUMN && Set.of("r", "p").contains(was.get("kind")) && tableStays && was.get(
                "generated")
                .isEmpty() && !report.followsParent(was)) {
            report.findGone(Code.COLUMN_DATA_LOST, was.key(), "all values of " + was.key().name()
                    + " are gone for good",
                    Fix.NONE);
        }
    }
}
