package dev.tidegate.task.operator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where answers are shown.
 *
 * @param terminal whether somebody is looking at it, so that a view takes the place of the one before
 * @param width in columns; 0 when lines may have any length
 * @param colours whether it shows colours
 */
public record Screen(boolean terminal, int width, boolean colours) {
    /** A file or another program: nothing is folded, cut or coloured. */
    public static final Screen NONE = new Screen(false, 0, false);

    private static final Pattern SIZE = Pattern.compile("\\d+ (\\d+)\\s*");
    /** With less there is nothing to fold well. */
    private static final int NARROWEST = 40;

    /** The terminal that the process runs in. {@code NO_COLOR} and {@code TERM=dumb} are heeded. */
    public static Screen terminal(Map<String, String> environment) {
        boolean colours = environment.getOrDefault("NO_COLOR", "").isEmpty() && !"dumb".equals(environment.get(
                "TERM"));
        return new Screen(true, columns().filter(columns -> columns >= NARROWEST).orElse(0), colours);
    }

    /** Java does not tell it, {@code stty} does. */
    private static Optional<Integer> columns() {
        try {
            Process stty = new ProcessBuilder("stty", "size").redirectInput(ProcessBuilder.Redirect.INHERIT).start();
            Matcher size = SIZE.matcher(new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            return size.matches() ? Optional.of(Integer.valueOf(size.group(1))) : Optional.empty();
        } catch (IOException _) {
            // There is none, as on Windows.
            return Optional.empty();
        }
    }

    String green(String text) {
        return coloured("32", text);
    }

    String yellow(String text) {
        return coloured("33", text);
    }

    String red(String text) {
        return coloured("31", text);
    }

    private String coloured(String code, String text) {
        return colours ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
    }

    /**
     * Text in lines that fit, broken between words.
     *
     * @param indent where it begins, and where its further lines are to begin
     */
    String folded(String text, int indent) {
        return text.lines().map(line -> folded(line, indent, width - indent)).collect(Collectors.joining(newLine(
                indent)));
    }

    private String folded(String line, int indent, int room) {
        if (width == 0 || room < NARROWEST / 2) {
            return line;
        }
        StringBuilder folded = new StringBuilder();
        int column = 0;
        for (String word : line.split(" ", -1)) {
            int length = word.codePointCount(0, word.length());
            if (column > 0 && column + 1 + length > room) {
                folded.append(newLine(indent));
                column = 0;
            } else if (column > 0) {
                folded.append(' ');
                column++;
            }
            folded.append(word);
            column += length;
        }
        return folded.toString();
    }

    private static String newLine(int indent) {
        return "\n" + " ".repeat(indent);
    }

    /** As much of each line as fits. */
    String cut(String text) {
        return width == 0 ? text : text.lines().map(this::cutLine).collect(Collectors.joining("\n"));
    }

    private String cutLine(String line) {
        return line.codePointCount(0, line.length()) <= width ? line
                : line.substring(0, line.offsetByCodePoints(0, width - 1)) + "…";
    }
}
