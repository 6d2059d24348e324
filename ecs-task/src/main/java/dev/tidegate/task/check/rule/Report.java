package dev.tidegate.task.check.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import dev.tidegate.task.check.catalog.CatalogObject;
import dev.tidegate.task.check.catalog.Difference;
import dev.tidegate.task.check.catalog.Key;
import dev.tidegate.task.check.catalog.Kind;
import dev.tidegate.task.check.catalog.Snapshot;
import dev.tidegate.task.check.scratch.MigrationObservation;
import dev.tidegate.task.check.scratch.StatementObservation;
import dev.tidegate.task.sql.Statement;

/** What was observed of one script, and the findings that the rules make of it. */
public final class Report {
    private final MigrationObservation seen;
    private final boolean oldCodeRuns;
    private final Difference difference;
    private final Map<Key, List<Touch>> touches = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    /** @param oldCodeRuns whether the script runs while it does */
    public Report(MigrationObservation seen, boolean oldCodeRuns) {
        this.seen = seen;
        this.oldCodeRuns = oldCodeRuns;
        this.difference = Difference.between(seen.before(), seen.after());
        for (StatementObservation statement : seen.statements()) {
            if (statement.before() != statement.after()) {
                Difference.between(statement.before(), statement.after()).changes().forEach(change -> touches
                        .computeIfAbsent(change.key(), key -> new ArrayList<>()).add(new Touch(statement, change)));
            }
        }
    }

    /** A statement, and what it did to a thing. */
    private record Touch(StatementObservation statement, Difference.Change change) {
        /** Whether it made the thing what it is, as far as the attribute goes. */
        private boolean made(String attribute) {
            return !(change instanceof Difference.Change.Changed changed) || changed.in(attribute) || changed.in("oid");
        }

        /** Whether it did more than to validate a constraint. */
        private boolean matters() {
            return !(change instanceof Difference.Change.Changed changed) || !Set.of("validated", "definition")
                    .containsAll(changed.attributes()) || change.key().kind() == Kind.RELATION;
        }
    }

    MigrationObservation seen() {
        return seen;
    }

    Difference difference() {
        return difference;
    }

    Snapshot before() {
        return difference.before();
    }

    Snapshot after() {
        return difference.after();
    }

    /** Whether the running code knows a thing of this kind and name. */
    boolean isKnown(Kind kind, String name) {
        return seen.known().find(kind, name).isPresent();
    }

    /** Whether a table was there, and still is under the same name; of others more than this is told, or nothing. */
    boolean stays(String table) {
        Optional<CatalogObject> was = before().find(Kind.RELATION, table);
        Optional<CatalogObject> now = after().find(Kind.RELATION, table);
        return was.isPresent() && now.isPresent() && was.get().get("kind").equals(now.get().get("kind"));
    }

    /** Whether it only follows from the same change of a parent, or of the table it is a partition of. */
    boolean followsParent(CatalogObject child) {
        return before().find(Kind.RELATION, child.get("table")).stream().flatMap(table -> table.list("parents")
                .stream())
                .anyMatch(parent -> difference.changes().stream().anyMatch(change -> change.key().kind() == child.key()
                        .kind() && change.key().name().startsWith(parent + ".") && change.key().name().endsWith("."
                                + Paste.own(child))));
    }

    /** Whether a script renames things, after which the catalog words many others anew. */
    boolean renames() {
        return difference.changes().stream().anyMatch(
                change -> change instanceof Difference.Change.Removed(CatalogObject was) && Set.of(Kind.COLUMN,
                        Kind.RELATION, Kind.SCHEMA, Kind.TYPE, Kind.FUNCTION).contains(
                                was.key().kind()) && difference.renamed(was).isPresent());
    }

    private Optional<StatementObservation> last(Key key, Predicate<Touch> which) {
        List<Touch> all = touches.getOrDefault(key, List.of());
        return all.reversed().stream().filter(which).findFirst().or(() -> all.reversed().stream().findFirst()).map(
                Touch::statement);
    }

    /** The statement that touched a thing last. */
    Optional<Statement> statement(Key key) {
        return last(key, Touch::matters).map(StatementObservation::statement);
    }

    /** The schema that the statement found that touched a thing last. */
    Snapshot found(Key key) {
        return last(key, Touch::matters).map(StatementObservation::before).orElse(before());
    }

    /** Adds a finding about a thing that is gone, whatever has its name now, at the statement that took it away. */
    void findGone(Code code, Key key, String message, Fix fix) {
        add(code, last(key, touch -> touch.change() instanceof Difference.Change.Removed).map(
                StatementObservation::statement), key.name(), message, fix);
    }

    /** Adds a finding about an attribute of a thing, at the statement that touched that last. */
    void find(Code code, Key key, String attribute, String message, Fix fix) {
        add(code, last(key, touch -> touch.made(attribute)).map(StatementObservation::statement), key.name(), message,
                fix);
    }

    /** Adds a finding about a thing in the catalog, at the statement that touched it last. */
    void find(Code code, Key key, String message, Fix fix) {
        Optional<Statement> statement = statement(key);
        add(code, statement, key.name(), message, fix);
    }

    /** Adds a finding about a statement. */
    void find(Code code, Statement statement, String object, String message, Fix fix) {
        add(code, Optional.of(statement), object, message, fix);
    }

    /** Adds a finding about the script. */
    void find(Code code, String message) {
        add(code, Optional.empty(), seen.source().file(), message, Fix.NONE);
    }

    /** Adds a finding where another one is. */
    void find(Code code, Finding like, String message) {
        findings.add(new Finding(code, code.severity(oldCodeRuns), like.file(), like.line(), like.statement(), like
                .object(),
                message, Fix.NONE, Optional.empty(), Optional.empty()));
    }

    private void add(Code code, Optional<Statement> statement, String object, String message, Fix fix) {
        findings.add(new Finding(code, code.severity(oldCodeRuns), seen.source().file(), statement.map(Statement::line)
                .orElse(1), statement.map(Statement::shortened).orElse(""), object, message, fix, Optional.empty(),
                Optional.empty()));
    }

    boolean oldCodeRuns() {
        return oldCodeRuns;
    }

    /** Everything found so far. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }
}
