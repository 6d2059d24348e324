package dev.tidegate.task.sql;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the tokens of a script as PostgreSQL does: comments nest, {@code E''} knows backslashes, {@code $tag$} quotes. What is
 * never closed reaches to the end of the script; the server will say so.
 */
final class Lexer {
    private static final Pattern SKIPPED = Pattern.compile("[\\s\\uFEFF]+|--[^\\n]*");
    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");
    private static final Pattern NUMBER = Pattern.compile("\\d[\\w.]*");
    private static final Pattern STRING = Pattern.compile("'(?:[^']|'')*+(?:'|\\z)");
    private static final Pattern ESCAPE_STRING = Pattern.compile("[eE]'(?:[^'\\\\]|''|\\\\.)*+(?:'|\\z)",
            Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"]|\"\")*+)(?:\"|\\z)");
    private static final Pattern DOLLAR = Pattern.compile("\\$(?:[\\p{L}_][\\p{L}\\p{N}_]*)?\\$");
    private static final Pattern COPY_END = Pattern.compile("(?m)^\\\\\\.\\s*$");

    private final String script;
    private int at;

    Lexer(String script) {
        this.script = script;
    }

    /** The next token, empty at the end. */
    Optional<Token> next() {
        skip();
        return at >= script.length() ? Optional.empty() : Optional.of(read());
    }

    /** Leaves out the data that follows {@code COPY … FROM STDIN;}. */
    void skipCopyData() {
        Matcher end = COPY_END.matcher(script);
        at = end.find(at) ? end.end() : script.length();
    }

    private void skip() {
        int before;
        do {
            before = at;
            look(SKIPPED).ifPresent(found -> at = found.end());
            if (script.startsWith("/*", at)) {
                skipBlockComment();
            }
        } while (at > before);
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
        int start = at;
        return literal(ESCAPE_STRING).or(() -> look(WORD).map(found -> Token.word(script, start, found.end())))
                .or(() -> literal(STRING)).or(() -> literal(NUMBER))
                .or(() -> look(QUOTED).map(found -> new Token(Token.Kind.QUOTED, found.group(1).replace("\"\"", "\""),
                        start, found.end())))
                .or(() -> look(DOLLAR).map(found -> dollar(found.group(), found.end())))
                .map(this::pass)
                .orElseGet(() -> pass(new Token(Token.Kind.SIGN, script.substring(start, start + 1), start, start
                        + 1)));
    }

    private Optional<Token> literal(Pattern pattern) {
        return look(pattern).map(found -> new Token(Token.Kind.LITERAL, found.group(), found.start(), found.end()));
    }

    private Token dollar(String tag, int inside) {
        int close = script.indexOf(tag, inside);
        return close < 0
                ? new Token(Token.Kind.DOLLAR, script.substring(inside), at, script.length())
                : new Token(Token.Kind.DOLLAR, script.substring(inside, close), at, close + tag.length());
    }

    private Token pass(Token token) {
        at = token.end();
        return token;
    }

    private Optional<Matcher> look(Pattern pattern) {
        Matcher matcher = pattern.matcher(script).region(at, script.length());
        return matcher.lookingAt() ? Optional.of(matcher) : Optional.empty();
    }
}
