package dev.tidegate.task.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes a script apart at its semicolons: not at those inside quotes, parentheses, comments, the body of a function in
 * standard SQL ({@code BEGIN ATOMIC … END}) or the data of {@code COPY}.
 */
public final class Statements {
    private final String script;
    private final List<Statement> statements = new ArrayList<>();
    private final List<Token> current = new ArrayList<>();
    private int parentheses;
    private int blocks;

    private Statements(String script) {
        this.script = script;
    }

    /** The statements of {@code script}, in order. */
    public static List<Statement> of(String script) {
        return new Statements(script).read();
    }

    private List<Statement> read() {
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
        return List.copyOf(statements);
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
            statements.add(statement());
        }
        current.clear();
        parentheses = 0;
        blocks = 0;
    }

    private Statement statement() {
        int start = current.getFirst().start();
        int line = 1 + (int) script.substring(0, start).chars().filter(character -> character == '\n').count();
        return new Statement(script.substring(start, current.getLast().end()), start, line, current);
    }
}
