package dev.tidegate.tests.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Text in a terminal of a hundred columns. */
final class Text {
    static final int COLUMNS = 100;

    private Text() {}

    /** Fills in a format the same way on every machine. */
    static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** Breaks at spaces; a longer word stays whole. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
