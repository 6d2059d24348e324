package dev.tidegate.task.check.rule;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tidegate.task.check.catalog.CatalogObject;
import dev.tidegate.task.check.catalog.Difference.Change;
import dev.tidegate.task.check.catalog.Kind;

/** Functions, procedures, triggers and rules: what the database does by itself or when it is asked to. */
final class RoutineRules {
    private final Report report;

    RoutineRules(Report report) {
        this.report = report;
    }

    void apply() {
        for (Change change : report.difference().changes()) {
            switch (change.key().kind()) {
                case FUNCTION -> function(change);
                case TRIGGER -> trigger(change);
                case RULE -> rule(change);
                default -> {
                    // Other rules'.
                }
            }
        }
        Map<String, String> calls = report.seen().trials().calls();
        report.after().all(Kind.FUNCTION).stream().filter(now -> calls.containsKey(now.key().name()) && report.isKnown(
                Kind.FUNCTION, now.key().name())).forEach(now -> report.find(Code.FUNCTION_AMBIGUOUS, cause(now),
                        "old code that calls " + now.key().name() + " fails: " + calls.get(now.key().name()),
                        Fix.NONE));
    }

    /** What came beside it, or it itself. */
    private dev.tidegate.task.check.catalog.Key cause(CatalogObject function) {
        return report.difference().changes().stream().filter(change -> change instanceof Change.Added(CatalogObject now)
                && now.key().kind() == Kind.FUNCTION && now.get("short").equals(function.get("short"))).map(Change::key)
                .findFirst().orElse(function.key());
    }

    private void function(Change change) {
        switch (change) {
            case Change.Added(CatalogObject now) -> report.find(Code.NEEDED_BY_NEW_CODE, now.key(),
                    "new code that calls "
                            + now.key().name() + " fails until this has run", Fix.NONE);
            case Change.Removed(CatalogObject was) -> {
                String name = was.key().name();
                boolean withSchema = report.after().all(Kind.SCHEMA).stream().noneMatch(schema -> name.startsWith(schema
                        .key()
                        .name() + "."));
                Optional<String> refusal = Optional.ofNullable(report.seen().trials().calls().get(name));
                if (report.isKnown(Kind.FUNCTION, name) && !withSchema && refusal.isPresent()) {
                    report.find(Code.FUNCTION_DROPPED, was.key(), "old code that calls " + name + " fails: " + refusal
                            .get(),
                            Fix.post("DROP " + kind(was) + " " + name
                                    + ";"));
                } else if (refusal.isEmpty() && !withSchema) {
                    successor(was);
                }
            }
            case Change.Changed changed -> {
                if (report.isKnown(Kind.FUNCTION, changed.key().name())) {
                    changed(changed);
                }
            }
        }
    }

    private static String kind(CatalogObject routine) {
        return switch (routine.get("kind")) {
            case "p" -> "PROCEDURE";
            case "a" -> "AGGREGATE";
            default -> "FUNCTION";
        };
    }

    /** Calls find another one, which may give something else. */
    private void successor(CatalogObject was) {
        boolean same = report.after().all(Kind.FUNCTION).stream().filter(now -> now.get("short").equals(was.get(
                "short")))
                .allMatch(now -> now.get("result").equals(was.get("result")));
        if (!same) {
            report.find(Code.FUNCTION_RESULT_CHANGED, was.key(), "old code that calls " + was.key().name()
                    + " gets something else than " + was.get("result"), Fix.NONE);
        }
    }

    private void changed(Change.Changed changed) {
        String name = changed.key().name();
        if (changed.in("result") && !report.renames()) {
            report.find(Code.FUNCTION_RESULT_CHANGED, changed.key(), "old code that calls " + name + " gets " + changed
                    .now()
                    .get("result") + " instead of " + changed.was().get("result"), Fix.NONE);
            report.find(Code.NEEDED_BY_NEW_CODE, changed.key(), "new code that expects " + changed.now().get("result")
                    + " from " + name + " fails until this has run", Fix.NONE);
        } else if (Stream.of("body", "security_definer", "strict", "config", "kind").anyMatch(changed::in)) {
            report.find(Code.FUNCTION_CHANGED, changed.key(), "old code that calls " + name
                    + ", or whose writes fire it,"
                    + " gets the new behaviour at once", Fix.NONE);
        }
    }

    private void trigger(Change change) {
        switch (change) {
            case Change.Added(CatalogObject now) -> {
                boolean renamed = report.before().all(Kind.TRIGGER).stream().anyMatch(was -> was.get("oid").equals(now
                        .get(
                                "oid")));
                if (!renamed && !now.is("inherited") && report.isKnown(Kind.RELATION, now.get("table"))) {
                    report.find(Code.TRIGGER_ADDED, now.key(), "writes of old code to " + now.get("table") + " fire "
                            + now.get("short") + " from now on; if it fails, they do", Fix.NONE);
                }
                if (!renamed && !now.is("inherited")) {
                    report.find(Code.LOOSENED_FOR_NEW_CODE, now.key(), "new code that relies on " + now.get("short")
                            + " writes rows without it until this has run", Fix.NONE);
                }
            }
            case Change.Removed(CatalogObject was) -> {
                if (report.isKnown(Kind.TRIGGER, was.key().name()) && report.stays(was.get("table")) && !was.is(
                        "inherited")
                        && report.difference().renamed(was).isEmpty()) {
                    report.find(Code.TRIGGER_DROPPED, was.key(), "what " + was.get("short")
                            + " did for old code when it writes to " + was.get("table") + " is not done any more", Fix
                                    .post("DROP TRIGGER " + Paste.own(was) + " ON " + was.get("table") + ";"));
                }
            }
            case Change.Changed changed -> {
                if (changed.in("enabled") && changed.now().get("enabled").equals("D")) {
                    report.find(Code.TRIGGER_DISABLED, changed.key(), "what " + changed.now().get("short")
                            + " did for old code is not done any more", Fix.NONE);
                } else if (changed.in("enabled") || changed.in("definition") && (changed.in("oid") || !report
                        .renames())) {
                    report.find(Code.TRIGGER_CHANGED, changed.key(), "what " + changed.now().get("short")
                            + " does when old code writes is something else from now on", Fix.NONE);
                }
            }
        }
    }

    private void rule(Change change) {
        Optional<CatalogObject> on = switch (change) {
            case Change.Added(CatalogObject now) -> Optional.of(now);
            case Change.Removed(CatalogObject was) -> Optional.of(was);
            case Change.Changed changed when changed.in("definition") && report.renames() && !changed.in("enabled") ->
                Optional.empty();
            case Change.Changed changed -> Optional.of(changed.now());
        };
        on.filter(rule -> report.isKnown(Kind.RELATION, rule.get("table")) && report.stays(rule.get("table")))
                .ifPresent(
                        rule -> report.find(Code.RULE_CHANGED, change.key(), "statements of old code on " + rule.get(
                                "table")
                                + " are rewritten to something else", Fix.NONE));
    }
}
