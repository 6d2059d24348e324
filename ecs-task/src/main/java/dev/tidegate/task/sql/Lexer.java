package dev.tidegate.task.sql;

import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Reads the tokens of a script as PostgreSQL does: comments nest, {@code E''} knows backslashes, {@code $tag$} quotes. What is
 * never closed reaches to the end of the script; the server will say so. By hand rather than with patterns: those are several
 * times slower, and overflow the stack on long literals.
 */
final class Lexer {
    private static final int FIRST_BEYOND_ASCII = 128;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String script;
    private int at;

    Lexer(String script) {
        this.script = script;
    }

    /** The next token, empty at the end. */
    Optional<Token> next() {
        skip();
        if (at >= script.length()) {
            return Optional.empty();
        }
        Token token = read();
        at = token.end();
        return Optional.of(token);
    }

    /** Leaves out the data that follows {@code COPY … FROM STDIN;}. */
    void skipCopyData() {
        for (int line = at; line < script.length(); line = endOfLine(line) + 1) {
            if (script.startsWith("\\.", line) && script.substring(line, endOfLine(line)).strip().equals("\\.")) {
                at = endOfLine(line);
                return;
            }
        }
        at = script.length();
    }

    private int endOfLine(int from) {
        return until(from, "\n", 0);
    }

    private void skip() {
        while (at < script.length()) {
            char next = script.charAt(at);
            if (isSpace(next) || next == BYTE_ORDER_MARK) {
                at++;
            } else if (script.startsWith("--", at)) {
                at = endOf(at, character -> character != '\n' && character != '\r');
            } else if (script.startsWith("/*", at)) {
                skipBlockComment();
            } else {
                return;
            }
        }
    }

    private void skipBlockComment() {
        int depth = 0;
        do {
            if (script.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (script.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < script.length());
    }

    private Token read() {
        char first = script.charAt(at);
        if ((first == 'e' || first == 'E') && script.startsWith("'", at + 1)) {
            return literal(endOfQuotes(at + 2, '\'', true));
        }
        if (startsName(first)) {
            return Token.word(script, at, endOf(at, Lexer::continuesName));
        }
        if (isDigit(first)) {
            return literal(endOf(at, next -> continuesName(next) && next != '$' || next == '.'));
        }
        return switch (first) {
            case '\'' -> literal(endOfQuotes(at + 1, '\'', false));
            case '"' -> quoted(endOfQuotes(at + 1, '"', false));
            case '$' -> dollar(endOf(at + 1, next -> startsName(next) || isDigit(next)));
            default -> sign();
        };
    }

    private Token literal(int end) {
        return new Token(Token.Kind.LITERAL, script.substring(at, end), at, end);
    }

    private Token sign() {
        return new Token(Token.Kind.SIGN, script.substring(at, at + 1), at, at + 1);
    }

    private Token quoted(int end) {
        boolean closed = end > at + 1 && script.charAt(end - 1) == '"';
        String name = script.substring(at + 1, closed ? end - 1 : end);
        return new Token(Token.Kind.QUOTED, name.replace("\"\"", "\""), at, end);
    }

    /** @param tagEnd where the second dollar of the opening tag must be; without one this is a parameter such as $1 */
    private Token dollar(int tagEnd) {
        boolean isParameter = !script.startsWith("$", tagEnd) || tagEnd > at + 1 && isDigit(script.charAt(at + 1));
        if (isParameter) {
            return sign();
        }
        int inside = tagEnd + 1;
        String tag = script.substring(at, inside);
        int end = until(inside, tag, tag.length());
        boolean closed = end >= inside + tag.length() && script.startsWith(tag, end - tag.length());
        return new Token(Token.Kind.DOLLAR, script.substring(inside, closed ? end - tag.length() : end), at, end);
    }

    /** Where quotes end that were opened before {@code from}; two of them in a row stand for one inside. */
    private int endOfQuotes(int from, char quote, boolean backslashes) {
        int end = from;
        while (end < script.length()) {
            char next = script.charAt(end);
            if (next == quote && !script.startsWith(String.valueOf(quote), end + 1)) {
                return end + 1;
            }
            end += next == quote || backslashes && next == '\\' ? 2 : 1;
        }
        return script.length();
    }

    /** Where {@code text} begins, plus {@code more}; the end of the script if it never does. */
    private int until(int from, String text, int more) {
        int found = script.indexOf(text, from);
        return found < 0 ? script.length() : found + more;
    }

    private int endOf(int from, IntPredicate continues) {
        int end = from;
        while (end < script.length() && continues.test(script.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isSpace(int character) {
        return character == ' ' || character >= '\t' && character <= '\r';
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    /** To the server every character beyond ASCII is part of a name, also a blank that it does not know as one. */
    private static boolean startsName(int character) {
        return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z' || character == '_'
                || character >= FIRST_BEYOND_ASCII && character != BYTE_ORDER_MARK;
    }

    private static boolean continuesName(int character) {
        return startsName(character) || isDigit(character) || character == '$';
    }
}
