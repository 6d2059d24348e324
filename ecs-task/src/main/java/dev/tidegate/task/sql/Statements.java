package dev.tidegate.task.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes a script apart at its semicolons: not at those inside quotes, parentheses, comments, the body of a function in
 * standard SQL ({@code BEGIN ATOMIC … END}) or the data of {@code COPY}.
 */
public final class Statements {
    private final String script;
    private final Consumer<Statement> reader;
    private final List<Token> current = new ArrayList<>();
    private int parentheses;
    private int blocks;
    private int line = 1;
    private int linesCountedTo;

    private Statements(String script, Consumer<Statement> reader) {
        this.script = script;
        this.reader = reader;
    }

    /** The statements of {@code script}, in order. */
    public static List<Statement> of(String script) {
        List<Statement> statements = new ArrayList<>();
        each(script, statements::add);
        return List.copyOf(statements);
    }

    /** Shows {@code reader} one statement after the other, in order; there may be too many to keep them all. */
    public static void each(String script, Consumer<Statement> reader) {
        new Statements(script, reader).read();
    }

    private void read() {
        Lexer lexer = new Lexer(script);
        for (Optional<Token> token = lexer.next(); token.isPresent(); token = lexer.next()) {
            if (token.get().isSign(";") && parentheses <= 0 && blocks <= 0) {
                if (isCopyFromStdin()) {
                    lexer.skipCopyData();
                }
                end();
            } else {
                count(token.get());
                current.add(token.get());
            }
        }
        end();
    }

    private void count(Token token) {
        if (token.isSign("(")) {
            parentheses++;
        } else if (token.isSign(")")) {
            parentheses--;
        } else if (token.isWord("atomic") && !current.isEmpty() && current.getLast().isWord("begin")
                || blocks > 0 && token.isWord("case")) {
            blocks++;
        } else if (blocks > 0 && token.isWord("end")) {
            blocks--;
        }
    }

    private boolean isCopyFromStdin() {
        return !current.isEmpty() && current.getFirst().isWord("copy")
                && statement().has("from", "stdin");
    }

    private void end() {
        if (!current.isEmpty()) {
            reader.accept(statement());
        }
        current.clear();
        parentheses = 0;
        blocks = 0;
    }

    private Statement statement() {
        int start = current.getFirst().start();
        return new Statement(script.substring(start, current.getLast().end()), start, lineOf(start), current);
    }

    /** Counts on from where it last stopped: from the start each time, a long script would never be read. */
    private int lineOf(int start) {
        for (; linesCountedTo < start; linesCountedTo++) {
            if (script.charAt(linesCountedTo) == '\n') {
                line++;
            }
        }
        return line;
    }
}
