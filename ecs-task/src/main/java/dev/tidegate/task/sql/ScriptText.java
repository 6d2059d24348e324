package dev.tidegate.task.sql;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

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

    /** Whether it adds a label to an enum, which only newer servers can do inside a transaction. */
    public boolean addsEnumLabel() {
        return statements.stream().anyMatch(statement -> statement.begins("alter", "type") && statement.has("add",
                "value"));
    }

    /** The first statement that cannot run in a transaction of PostgreSQL {@code server}. */
    public Optional<Statement> outside(int server) {
        return statements.stream().filter(statement -> Transactions.refusedInside(statement, server).isPresent())
                .findFirst();
    }

    /** The first statement that would be undone with a transaction, or nothing if all others are settings. */
    public Optional<Statement> inside(int server) {
        return statements.stream().filter(statement -> Transactions.refusedInside(statement, server).isEmpty())
                .filter(statement -> !Transactions.isSetting(statement)).findFirst();
    }

    /** The first statement that begins or ends a transaction. */
    public Optional<Statement> control() {
        return statements.stream().filter(statement -> Transactions.control(statement).isPresent()).findFirst();
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
