package dev.tidegate.task.sql;

import java.util.Collection;
import java.util.List;

/**
 * A script and its statements.
 *
 * @param text as it stands in the file
 */
public record ScriptText(String text, List<Statement> statements) {
    public ScriptText {
        statements = List.copyOf(statements);
    }

    /** Reads {@code text}. */
    public static ScriptText of(String text) {
        return new ScriptText(text, Statements.of(text));
    }

    /** The same text with these statements blanked out; every other one keeps its line. */
    public String without(Collection<Statement> done) {
        StringBuilder left = new StringBuilder(text);
        for (Statement statement : done) {
            int end = left.indexOf(";", statement.end()) == statement.end() ? statement.end() + 1 : statement.end();
            for (int at = statement.start(); at < end; at++) {
                if (left.charAt(at) != '\n') {
                    left.setCharAt(at, ' ');
                }
            }
        }
        return left.toString();
    }
}
