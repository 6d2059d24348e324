package dev.tidegate.task.migration;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises comments that are meant as marks and are none: a misspelled word, a block comment, something before it. Taken for
 * unmarked, such a script would be run in whatever phase the setting names.
 */
final class MarkAttempt {
    private static final String WORD = "tidegate";
    private static final int FARTHEST = 2;
    private static final Pattern ATTEMPT = Pattern.compile(
            "([a-z][a-z_-]*)[\\s\\p{Zs}]*(?:[:=]|[\\s\\p{Zs}](?:pre|post)-?traffic\\b)", Pattern.CASE_INSENSITIVE);

    private MarkAttempt() {}

    /** Whether {@code comment} holds the word, or nearly so, with a colon or a phase behind it. */
    static boolean isIn(String comment) {
        Matcher attempt = ATTEMPT.matcher(comment);
        while (attempt.find()) {
            String word = attempt.group(1).toLowerCase(Locale.ROOT).replaceAll("[_-]", "");
            if (Math.abs(word.length() - WORD.length()) <= FARTHEST && distance(word) <= FARTHEST) {
                return true;
            }
        }
        return false;
    }

    /** How many letters must be put in, left out or replaced to make the word of {@code given}. */
    private static int distance(String given) {
        int[] row = new int[WORD.length() + 1];
        for (int column = 0; column <= WORD.length(); column++) {
            row[column] = column;
        }
        for (int at = 1; at <= given.length(); at++) {
            int diagonal = row[0];
            row[0] = at;
            for (int column = 1; column <= WORD.length(); column++) {
                int replaced = diagonal + (given.charAt(at - 1) == WORD.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(replaced, 1 + Math.min(row[column], row[column - 1]));
            }
        }
        return row[WORD.length()];
    }
}
