package dev.tidegate.task.check.rule;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.tidegate.task.check.catalog.CatalogObject;
import dev.tidegate.task.check.catalog.Difference.Change;
import dev.tidegate.task.check.catalog.Key;
import dev.tidegate.task.check.catalog.Kind;

/** Who may do what: privileges, policies, session settings; and sequences. */
final class AccessRules {
    private final Report report;

    AccessRules(Report report) {
        this.report = report;
    }

    void apply() {
        Map<String, Set<String>> revoked = new TreeMap<>();
        Map<String, Key> keys = new TreeMap<>();
        Map<String, Key> granted = new TreeMap<>();
        for (Change change : report.difference().changes()) {
            switch (change.key().kind()) {
                case POLICY -> policy(change);
                case PRIVILEGE -> {
                    if (change instanceof Change.Removed(CatalogObject was) && isRevoked(was)) {
                        revoked.computeIfAbsent(was.get("table"), table -> new TreeSet<>()).add(was.get("role") + " "
                                + was.get("privilege"));
                        keys.put(was.get("table"), was.key());
                    } else if (change instanceof Change.Added(CatalogObject now) && isGranted(now)) {
                        granted.putIfAbsent(now.get("table"), now.key());
                    }
                }
                case SETTING -> setting(change);
                case SEQUENCE -> sequence(change);
                case FUNCTION -> owner(change);
                default -> {
                    // Other rules'.
                }
            }
        }
        granted.forEach((object, first) -> report.find(Code.LOOSENED_FOR_NEW_CODE, first,
                "new code that needs it fails until this has run", Fix.NONE));
        revoked.forEach((object, rights) -> report.find(Code.PRIVILEGE_REVOKED, keys.get(object),
                "old code fails that logs in"
                        + " as one of these and uses " + object + ": " + String.join(", ", rights), Fix.NONE));
    }

    /** Whether the thing is still there while the right to it is not. */
    private boolean isRevoked(CatalogObject was) {
        return report.isKnown(Kind.PRIVILEGE, was.key().name()) && isThere(was.get("table"));
    }

    private boolean isThere(String object) {
        return report.before().find(Kind.RELATION, object).isPresent() && report.after().find(Kind.RELATION, object)
                .isPresent() || report.after().find(Kind.FUNCTION, object).isPresent() || report.after().find(
                        Kind.SCHEMA,
                        object).isPresent();
    }

    private boolean isGranted(CatalogObject now) {
        String object = now.get("table");
        boolean before = report.before().find(Kind.RELATION, object).isPresent() || report.before().find(Kind.FUNCTION,
                object)
                .isPresent() || report.before().find(Kind.SCHEMA, object).isPresent();
        return before && isThere(object);
    }

    private void policy(Change change) {
        String table = switch (change) {
            case Change.Added(CatalogObject now) -> now.get("table");
            case Change.Removed(CatalogObject was) -> was.get("table");
            case Change.Changed changed -> changed.now().get("table");
        };
        Optional<CatalogObject> secured = report.after().find(Kind.RELATION, table).filter(found -> found.is(
                "row_security"));
        if (secured.isEmpty() || !report.isKnown(Kind.RELATION, table)) {
            return;
        }
        boolean wasSecured = report.before().find(Kind.RELATION, table).filter(found -> found.is("row_security"))
                .isPresent();
        boolean widens = change instanceof Change.Added(CatalogObject now) && now.is("permissive")
                || change instanceof Change.Removed(CatalogObject was) && !was.is("permissive");
        boolean renamed = change instanceof Change.Removed(CatalogObject was) && report.difference().renamed(was)
                .isPresent();
        if (widens && wasSecured) {
            report.find(Code.LOOSENED_FOR_NEW_CODE, change.key(), "new code that needs these rows of " + table
                    + " does not see them until this has run", Fix.NONE);
        } else if (!widens && !renamed && !report.renames()) {
            report.find(Code.POLICY_CHANGED, change.key(), "old code sees and writes other rows of " + table
                    + " than before",
                    Fix.NONE);
        }
    }

    private void setting(Change change) {
        report.find(Code.SETTING_CHANGED, change.key(), "new sessions of old code run with another value of " + change
                .key()
                .name(), Fix.NONE);
    }

    private void sequence(Change change) {
        if (!(change instanceof Change.Changed changed) || !report.isKnown(Kind.SEQUENCE, change.key().name())) {
            return;
        }
        boolean further = new BigInteger(changed.now().get("maximum")).compareTo(new BigInteger(changed.was().get(
                "maximum"))) >= 0;
        boolean others = Stream.of("increment", "minimum", "cycle").anyMatch(changed::in);
        if (others || !further) {
            report.find(Code.SEQUENCE_CHANGED, changed.key(), "old code gets other numbers from " + changed.key()
                    .name(), Fix.NONE);
        } else if (changed.in("maximum")) {
            report.find(Code.LOOSENED_FOR_NEW_CODE, changed.key(), "new code that needs the higher numbers of "
                    + changed
                            .key().name() + " fails until this has run", Fix.NONE);
        }
    }

    private void owner(Change change) {
        if (change instanceof Change.Changed changed && changed.in("owner") && report.isKnown(Kind.FUNCTION, changed
                .key()
                .name())) {
            report.find(Code.OWNER_CHANGED, changed.key(), "old code that logs in as " + changed.was().get("owner")
                    + " may lose its rights to " + changed.key().name(), Fix.NONE);
        }
    }
}
