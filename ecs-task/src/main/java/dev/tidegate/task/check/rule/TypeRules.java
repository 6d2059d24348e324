package dev.tidegate.task.check.rule;

import java.util.Optional;

import dev.tidegate.task.check.catalog.CatalogObject;
import dev.tidegate.task.check.catalog.Difference.Change;
import dev.tidegate.task.check.catalog.Kind;
import dev.tidegate.task.check.scratch.Sql;

/** Enums, domains, other types, casts, operators and extensions. */
final class TypeRules {
    private final Report report;

    TypeRules(Report report) {
        this.report = report;
    }

    void apply() {
        for (Change change : report.difference().changes()) {
            switch (change.key().kind()) {
                case TYPE -> type(change);
                case LABEL -> label(change);
                case DOMAIN_CONSTRAINT -> domain(change);
                case EXTENSION -> extension(change);
                case CAST -> gone(change, Code.CAST_DROPPED);
                case OPERATOR -> gone(change, Code.OPERATOR_DROPPED);
                default -> {
                    // Other rules'.
                }
            }
        }
    }

    private boolean withSchema(CatalogObject was) {
        String name = was.key().name();
        return report.after().all(Kind.SCHEMA).stream().noneMatch(schema -> name.startsWith(schema.key().name() + "."));
    }

    private void type(Change change) {
        switch (change) {
            case Change.Added(CatalogObject now) -> report.find(Code.NEEDED_BY_NEW_CODE, now.key(),
                    "new code that uses the"
                            + " type " + now.key().name() + " fails until this has run", Fix.NONE);
            case Change.Removed(CatalogObject was) -> {
                if (report.isKnown(Kind.TYPE, was.key().name()) && !withSchema(was)) {
                    boolean renamed = report.difference().renamed(was).isPresent();
                    report.find(renamed ? Code.TYPE_RENAMED : Code.TYPE_DROPPED, was.key(), "old code that casts to "
                            + was.key().name() + " fails", Fix.NONE);
                }
            }
            case Change.Changed changed -> {
                boolean known = report.isKnown(Kind.TYPE, changed.key().name());
                if (known && changed.in("not_null") && changed.now().is("not_null")) {
                    report.find(Code.DOMAIN_TIGHTENED, changed.key(), "old code that writes NULL as " + changed.key()
                            .name()
                            + " fails", Fix.NONE);
                } else if (changed.in("not_null")) {
                    report.find(Code.LOOSENED_FOR_NEW_CODE, changed.key(), "new code that writes NULL as " + changed
                            .key().name()
                            + " fails until this has run", Fix.NONE);
                }
                if (known && changed.in("default") && !changed.was().get("default").isEmpty()) {
                    report.find(changed.now().get("default").isEmpty() ? Code.DEFAULT_DROPPED : Code.DEFAULT_CHANGED,
                            changed
                                    .key(), "old code that leaves out a column of " + changed.key().name()
                                            + " writes another value",
                            Fix.NONE);
                }
                if (known && (changed.in("kind") || changed.in("base_type"))) {
                    report.find(Code.TYPE_CHANGED, changed.key(), "old code that writes values of " + changed.key()
                            .name()
                            + " may fail", Fix.NONE);
                }
            }
        }
    }

    private void label(Change change) {
        switch (change) {
            case Change.Added(CatalogObject now) -> {
                boolean renamed = report.before().all(Kind.LABEL).stream().anyMatch(was -> was.get("oid").equals(now
                        .get(
                                "oid")));
                boolean typeStays = report.before().find(Kind.TYPE, now.get("table")).isPresent();
                if (!renamed && typeStays) {
                    report.find(Code.LABEL_ADDED, now.key(), "old code reads " + now.get("short")
                            + " as soon as new code writes it; a client that maps labels to an enumeration of its own fails",
                            Fix.NONE);
                    report.find(Code.NEEDED_BY_NEW_CODE, now.key(), "new code that writes " + now.get("short")
                            + " fails until this has run", Fix.NONE);
                }
            }
            case Change.Removed(CatalogObject was) -> {
                String type = was.get("table");
                if (report.isKnown(Kind.LABEL, was.key().name()) && report.after().find(Kind.TYPE, type).isPresent()) {
                    Optional<CatalogObject> renamed = report.difference().renamed(was);
                    report.find(renamed.isPresent() ? Code.LABEL_RENAMED : Code.LABEL_REMOVED, was.key(),
                            "old code that writes or looks for " + was.get("short") + " fails: " + type
                                    + " has no such value"
                                    + renamed.map(now -> ", it is called " + now.get("short") + " now").orElse(""),
                            renamed
                                    .map(now -> Fix.pre("ALTER TYPE " + type + " ADD VALUE " + Sql.text(now
                                            .get("short"))
                                            + "; -- and rewrite the rows in batches after the old code is gone"))
                                    .orElse(Fix.NONE));
                    renamed.ifPresent(now -> report.find(Code.NEEDED_BY_NEW_CODE, was.key(), "new code that writes "
                            + now.get(
                                    "short") + " fails until this has run", Fix.NONE));
                }
            }
            case Change.Changed changed -> {
                // Another place in the order, or the type was made anew with the same labels.
            }
        }
    }

    private void domain(Change change) {
        Optional<CatalogObject> now = switch (change) {
            case Change.Added(CatalogObject added) -> Optional.of(added);
            case Change.Changed changed when changed.in("oid") -> Optional.of(changed.now());
            case Change.Changed changed -> Optional.empty();
            case Change.Removed(CatalogObject was) -> {
                if (report.difference().renamed(was).isEmpty() && report.after().find(Kind.TYPE, was.get("table"))
                        .isPresent()) {
                    report.find(Code.LOOSENED_FOR_NEW_CODE, was.key(), "new code that writes what " + was.get("short")
                            + " refuses fails until this has run", Fix.NONE);
                }
                yield Optional.empty();
            }
        };
        now.filter(found -> report.isKnown(Kind.TYPE, found.get("table"))).ifPresent(found -> Optional.ofNullable(report
                .seen().trials().violations().get(found.key().name())).ifPresent(example -> report.find(
                        Code.DOMAIN_TIGHTENED, found.key(), "old code that writes " + example + " as " + found.get(
                                "table")
                                + " fails", Fix.post(notValid(found)))));
    }

    private static String notValid(CatalogObject constraint) {
        String alter = "ALTER DOMAIN " + constraint.get("table");
        return alter + " ADD CONSTRAINT " + Paste.own(constraint) + " " + constraint.get("definition").replace(
                " NOT VALID", "") + " NOT VALID;\n-- in a second post-traffic script:\n" + alter
                + " VALIDATE CONSTRAINT " + Paste.own(constraint) + ";";
    }

    private void extension(Change change) {
        switch (change) {
            case Change.Added(CatalogObject now) -> report.find(Code.NEEDED_BY_NEW_CODE, now.key(),
                    "new code that uses the"
                            + " extension " + now.key().name() + " fails until this has run", Fix.NONE);
            case Change.Removed(CatalogObject was) -> report.find(Code.EXTENSION_DROPPED, was.key(),
                    "old code that uses"
                            + " anything of the extension " + was.key().name() + " fails", Fix.post("DROP EXTENSION "
                                    + was.key()
                                            .name() + ";"));
            case Change.Changed changed -> {
                if (changed.in("version")) {
                    report.find(Code.EXTENSION_CHANGED, changed.key(), "old code uses version " + changed.now().get(
                            "version")
                            + " of the extension " + changed.key().name(), Fix.NONE);
                }
            }
        }
    }

    private void gone(Change change, Code code) {
        switch (change) {
            case Change.Added(CatalogObject now) -> report.find(Code.NEEDED_BY_NEW_CODE, now.key(),
                    "new code that uses the "
                            + now.key() + " fails until this has run", Fix.NONE);
            case Change.Removed(CatalogObject was) -> report.find(code, was.key(), "old code that uses the " + was.key()
                    + " fails", Fix.NONE);
            case Change.Changed changed -> {
                if (changed.in("function") || changed.in("context")) {
                    report.find(Code.FUNCTION_CHANGED, changed.key(), "the " + changed.key()
                            + " may give old code something"
                            + " else", Fix.NONE);
                }
            }
        }
    }
}
