package dev.tidegate.task.check.rule;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.tidegate.task.check.catalog.CatalogObject;
import dev.tidegate.task.check.catalog.Difference.Change;
import dev.tidegate.task.check.catalog.Kind;
import dev.tidegate.task.check.scratch.Sql;
import dev.tidegate.task.check.scratch.StatementObservation;

/** Tables, views and sequences: whether they are still there, and whether they still show the same rows. */
final class RelationRules {
    /** Bits of {@code pg_relation_is_updatable}: update, insert and delete. */
    private static final String WRITABLE = "28";

    private final Report report;

    RelationRules(Report report) {
        this.report = report;
    }

    void apply() {
        for (Change change : report.difference().changes()) {
            if (change.key().kind() == Kind.RELATION) {
                switch (change) {
                    case Change.Added(CatalogObject now) -> report.find(Code.NEEDED_BY_NEW_CODE, now.key(),
                            "new code that"
                                    + " uses " + now.key().name() + " fails until this has run", Fix.NONE);
                    case Change.Removed(CatalogObject was) -> removed(was);
                    case Change.Changed changed -> changed(changed);
                }
            } else if (change.key().kind() == Kind.SCHEMA) {
                schema(change);
            }
        }
    }

    private void removed(CatalogObject was) {
        String name = was.key().name();
        boolean withSchema = report.after().find(Kind.SCHEMA, was.get("schema")).isEmpty();
        if (!report.isKnown(Kind.RELATION, name) || withSchema || followsItsTable(name)) {
            return;
        }
        Optional<CatalogObject> renamed = report.difference().renamed(was);
        String word = word(was);
        Code code = switch (word) {
            case "view", "materialized view" -> renamed.isPresent() ? Code.VIEW_RENAMED : Code.VIEW_DROPPED;
            case "sequence" -> renamed.isPresent() ? Code.SEQUENCE_RENAMED : Code.SEQUENCE_DROPPED;
            default -> renamed.isPresent() ? Code.TABLE_RENAMED : Code.TABLE_DROPPED;
        };
        if (renamed.isPresent()) {
            String now = renamed.get().key().name();
            report.find(code, was.key(), "old code that uses the " + word + " " + name + " fails: it is called " + now
                    + " now", word.equals("sequence") ? Fix.NONE
                            : new Fix("CREATE VIEW " + now + " AS SELECT * FROM " + name + "; -- new code uses " + now,
                                    "DROP VIEW " + now + ";\n" + moved(was, renamed.get())));
        } else {
            boolean plain = report.statement(was.key()).filter(statement -> statement.begins("drop")).isPresent();
            report.find(code, was.key(), "old code that uses the " + word + " " + name + " fails: it is gone", Fix.post(
                    plain ? report.statement(was.key()).orElseThrow().text() + ";"
                            : "DROP " + alter(was) + " " + name + ";"));
        }
    }

    /** How the relation gets its new name, its new schema, or both. */
    private static String moved(CatalogObject was, CatalogObject now) {
        String alter = "ALTER " + alter(was) + " ";
        boolean otherSchema = !was.get("schema").equals(now.get("schema"));
        boolean otherName = !was.get("short").equals(now.get("short"));
        String there = now.get("schema") + "." + Paste.ownOfSchema(was);
        return (otherSchema ? alter + was.key().name() + " SET SCHEMA " + now.get("schema") + ";" : "") + (otherSchema
                && otherName ? "\n" : "") + (otherName ? alter + there + " RENAME TO " + Paste.ownOfSchema(now) + ";"
                        : "");
    }

    static String alter(CatalogObject relation) {
        return relation.get("kind").equals("f") ? "FOREIGN TABLE" : word(relation).toUpperCase(Locale.ROOT);
    }

    /** A sequence of an identity column, or one whose table went or moved along. */
    private boolean followsItsTable(String name) {
        return report.before().find(Kind.SEQUENCE, name).filter(sequence -> sequence.is("internal") || !sequence.get(
                "owner_table").isEmpty() && !report.stays(sequence.get("owner_table"))).isPresent();
    }

    static String word(CatalogObject relation) {
        return switch (relation.get("kind")) {
            case "v" -> "view";
            case "m" -> "materialized view";
            case "S" -> "sequence";
            default -> "table";
        };
    }

    private void changed(Change.Changed changed) {
        CatalogObject was = changed.was();
        CatalogObject now = changed.now();
        String name = was.key().name();
        if (!report.isKnown(Kind.RELATION, name)) {
            return;
        }
        if (changed.in("kind") && !Set.of(was.get("kind"), now.get("kind")).equals(Set.of("r", "p"))) {
            replaced(was, now);
        } else if ((changed.in("definition") || changed.in("options") && was.get("kind").equals("v")) && !report
                .renames() && !retyped(name)) {
            report.find(Code.VIEW_CHANGED, was.key(), "old code reads " + name
                    + " and may get other rows or values than"
                    + " before", Fix.NONE);
        }
        if (was.get("kind").equals("S") && changed.in("oid")) {
            report.find(Code.SEQUENCE_CHANGED, was.key(), "old code gets numbers from " + name
                    + " that it had before: it"
                    + " starts anew", Fix.pre(Paste.BEHIND + Paste.numbers(report.after()
                            .find(Kind.SEQUENCE, name).orElse(now))));
        }
        if (was.is("populated") && !now.is("populated")) {
            report.find(Code.VIEW_EMPTIED, was.key(), "populated", "reading " + name + " fails until it is refreshed",
                    Fix.pre(
                            "REFRESH MATERIALIZED VIEW CONCURRENTLY " + name + ";"));
        }
        if (changed.in("row_security") || changed.in("force_row_security")) {
            rowSecurity(changed);
        }
        if (changed.in("owner") && !was.get("kind").equals("S")) {
            owner(changed);
        }
        if (changed.in("parents")) {
            parents(changed);
        }
        if (changed.in("replica_identity") && !changed.in("kind")) {
            report.find(Code.REPLICA_IDENTITY_CHANGED, was.key(), "replica_identity", "who subscribes to changes of "
                    + name
                    + " gets other columns of the rows before them; without an identity, published updates and deletes"
                    + " are refused", Fix.NONE);
        }
    }

    /** What is told of its columns says it already. */
    private boolean retyped(String view) {
        return report.findings().stream().anyMatch(finding -> finding.code() == Code.COLUMN_TYPE_CHANGED && finding
                .object().startsWith(view + "."));
    }

    private void replaced(CatalogObject was, CatalogObject now) {
        boolean standsIn = now.get("kind").equals("v") && now.get("updatable").equals(WRITABLE);
        if (!standsIn) {
            report.find(Code.RELATION_REPLACED, was.key(), "old code that writes " + was.key().name()
                    + " may fail: it was a "
                    + word(was) + " and is a " + word(now), Fix.NONE);
        }
    }

    private void rowSecurity(Change.Changed changed) {
        boolean enabled = !changed.was().is("row_security") && changed.now().is("row_security");
        boolean forced = !changed.was().is("force_row_security") && changed.now().is("force_row_security")
                && changed.now().is("row_security");
        String name = changed.key().name();
        if (enabled || forced) {
            report.find(Code.ROW_SECURITY_ENABLED, changed.key(), forced ? "force_row_security" : "row_security",
                    "old code sees and writes only the rows of " + name
                            + " that a policy allows it, none without one", Fix.post("ALTER TABLE " + name + (forced
                                    ? " FORCE"
                                    : " ENABLE") + " ROW LEVEL SECURITY;"));
        } else if (changed.was().is("row_security")) {
            report.find(Code.POLICY_LOOSENED, changed.key(), "old code sees rows of " + name
                    + " that were hidden from it",
                    Fix.NONE);
        }
    }

    private void owner(Change.Changed changed) {
        String kind = changed.key().kind() == Kind.SCHEMA ? "SCHEMA" : alter(changed.now());
        report.find(Code.OWNER_CHANGED, changed.key(), "owner", "old code that logs in as " + changed.was().get("owner")
                + " may lose its rights to " + changed.key().name(), Fix.post("ALTER " + kind + " " + changed.key()
                        .name() + " OWNER TO " + Sql.name(changed.now().get("owner")) + ";"));
    }

    private void parents(Change.Changed changed) {
        String name = changed.key().name();
        for (String parent : changed.was().list("parents")) {
            if (!changed.now().list("parents").contains(parent) && report.stays(parent)) {
                report.find(changed.was().is("partition") ? Code.PARTITION_DETACHED : Code.INHERITANCE_REMOVED, changed
                        .key(), "parents", "old code that reads " + parent + " misses the rows of " + name, Fix.post(
                                changed.was()
                                        .is(
                                                "partition") ? "ALTER TABLE " + parent + " DETACH PARTITION " + name
                                                        + (withDefault(parent)
                                                                ? ";"
                                                                : " CONCURRENTLY;")
                                                        : "ALTER TABLE " + name + " NO INHERIT " + parent + ";"));
            }
        }
        boolean scanned = report.seen().statements().stream().map(StatementObservation::work).anyMatch(work -> work
                .scanned().contains(changed.was().get("oid")));
        if (changed.now().is("partition") && !changed.was().is("partition") && scanned) {
            report.find(Code.PARTITION_ATTACHED, changed.key(), "parents", "old code that writes rows into " + name
                    + " which are not for this partition fails", Fix.post(attached(changed.now())));
        }
    }

    /** With a default partition it cannot be done {@code CONCURRENTLY}. */
    private boolean withDefault(String parent) {
        return report.before().all(Kind.RELATION).stream().anyMatch(part -> part.get("parents").equals(parent) && part
                .get("bound").equals("DEFAULT"));
    }

    /** A check that says the same spares reading the rows while the table is locked. */
    private static String attached(CatalogObject part) {
        String alter = "ALTER TABLE " + part.key().name();
        String check = Paste.longer(Paste.ownOfSchema(part), "_bounds");
        String attach = "ALTER TABLE " + part.get("parents") + " ATTACH PARTITION " + part.key().name() + " " + part
                .get("bound") + ";";
        return part.get("bounds").isEmpty() ? attach
                : alter + " ADD CONSTRAINT " + check + " CHECK (" + part.get("bounds") + ") NOT VALID;\n"
                        + "-- in a second post-traffic script:\n" + alter + " VALIDATE CONSTRAINT " + check + ";\n"
                        + "-- in a third one:\n" + attach + "\n" + alter + " DROP CONSTRAINT " + check + ";";
    }

    private void schema(Change change) {
        switch (change) {
            case Change.Added(CatalogObject now) -> report.find(Code.NEEDED_BY_NEW_CODE, now.key(),
                    "new code that uses the schema " + now.key().name() + " fails until this has run", Fix.NONE);
            case Change.Removed(CatalogObject was) -> {
                if (report.isKnown(Kind.SCHEMA, was.key().name())) {
                    boolean renamed = report.difference().renamed(was).isPresent();
                    report.find(renamed ? Code.SCHEMA_RENAMED : Code.SCHEMA_DROPPED, was.key(),
                            "old code that uses anything in the schema " + was.key().name() + " fails", Fix.NONE);
                }
            }
            case Change.Changed changed -> {
                if (changed.in("owner")) {
                    owner(changed);
                }
            }
        }
    }
}
