package dev.tidegate.task.migration;

import java.util.stream.Collectors;

/** Makes characters visible that look like blanks, or like nothing, and are no ordinary ones. */
final class Blanks {
    private Blanks() {}

    /** What to add to a message that quotes {@code text}; empty when there is nothing to see. */
    static String named(String text) {
        String names = text.codePoints().filter(Blanks::isOdd).distinct().mapToObj("U+%04X"::formatted)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : ", which contains " + names + " instead of an ordinary blank";
    }

    private static boolean isOdd(int character) {
        return character > ' ' && (Character.isSpaceChar(character) && character != ' '
                || Character.getType(character) == Character.FORMAT);
    }
}
