package dev.tidegate.task.sql;

import java.util.Locale;

/**
 * One word, name, literal or sign of a script. Comments and blanks are none.
 *
 * @param text a word in lower case, a quoted name without its quotes, a sign or a literal as it stands
 * @param start where it begins in the script
 * @param end where it ends, exclusive
 */
public record Token(Kind kind, String text, int start, int end) {
    /** What a token is. */
    public enum Kind {
        /** A key word or an unquoted name. */
        WORD,
        /** A name in double quotes. */
        QUOTED,
        /** A string or a number. */
        LITERAL,
        /** The inside of {@code $$ … $$}. */
        DOLLAR,
        /** A single character of any other sort. */
        SIGN
    }

    static Token word(String script, int start, int end) {
        return new Token(Kind.WORD, script.substring(start, end).toLowerCase(Locale.ROOT), start, end);
    }

    public boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    public boolean isSign(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    public boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }
}
