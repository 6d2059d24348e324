package dev.tidegate.task.check.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tidegate.task.check.rule.Code;
import dev.tidegate.task.check.rule.Finding;
import dev.tidegate.task.check.rule.Fix;
import dev.tidegate.task.check.rule.Severity;
import dev.tidegate.task.sql.Name;
import dev.tidegate.task.sql.Statement;

/** What the words of one script told so far. */
final class TextReport {
    private final String file;
    private final List<Gone> findings = new ArrayList<>();

    TextReport(String file) {
        this.file = file;
    }

    /** @param thing that is dropped; empty for any other finding */
    private record Gone(Finding finding, Optional<Name> thing) {}

    /** Something that is so whatever the schema. */
    void find(Code code, Statement statement, String object, String message) {
        add(code, code.severity(true), statement, object, message, Optional.empty());
    }

    /** Something that the schema decides, which is not known here. */
    void suspect(Code code, Statement statement, String object, String message) {
        add(code, Severity.WARNING, statement, object, message, Optional.empty());
    }

    /** A thing is dropped or renamed, unless the same script makes another one of that name. */
    void gone(Code code, Statement statement, Name thing, String why) {
        String message = "old code that uses " + thing + " fails: " + why;
        Severity severity = statement.has("if", "exists") ? Severity.WARNING : code.severity(true);
        add(code, severity, statement, thing.toString(), message, Optional.of(thing));
    }

    /** It is there again. */
    void back(Name thing) {
        findings.removeIf(found -> found.thing().filter(thing::equals).isPresent());
    }

    /** A column is there again, without its values. */
    void columnBack(String column) {
        findings.replaceAll(found -> found.finding().code() == Code.COLUMN_DROPPED && found.finding().object().equals(
                column) ? new Gone(lost(found.finding()), Optional.empty()) : found);
    }

    private static Finding lost(Finding dropped) {
        return new Finding(Code.COLUMN_DATA_LOST, dropped.severity(), dropped.file(), dropped.line(), dropped
                .statement(), dropped.object(), "all values of " + dropped.object() + " are gone for good", Fix.NONE,
                Optional.empty(), Optional.empty());
    }

    private void add(Code code, Severity severity, Statement statement, String object, String message,
            Optional<Name> thing) {
        findings.add(new Gone(new Finding(code, severity, file, statement.line(), statement.shortened(), object,
                message, Fix.NONE, Optional.empty(), Optional.empty()), thing));
    }

    List<Finding> findings() {
        return findings.stream().map(Gone::finding).toList();
    }
}
