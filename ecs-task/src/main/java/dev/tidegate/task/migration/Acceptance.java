package dev.tidegate.task.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line in a script that accepts a finding of {@code check}: {@code -- tidegate: accept=column-dropped reason="no code has
 * used it since release 40"}. It is no mark, and may stand anywhere in the script on a line of its own.
 *
 * @param line where it stands, counted from 1
 * @param code which finding; empty when nothing was written there
 * @param reason why; empty when nothing was written there
 */
public record Acceptance(int line, String code, String reason) {
    private static final Pattern LINE = Pattern.compile("\\s*--\\s*tidegate\\s*:\\s*accept=(\\S*)(.*)");
    private static final Pattern REASON = Pattern.compile("\\s+reason=\"([^\"]*)\"\\s*");

    /** Whether {@code line} is meant as one. */
    static boolean isMeant(String line) {
        return line.contains("accept=") && LINE.matcher(line).matches();
    }

    /** All in a script, whether they are right or not. */
    public static List<Acceptance> in(Iterable<String> lines) {
        List<Acceptance> found = new ArrayList<>();
        int number = 0;
        for (String line : lines) {
            number++;
            Matcher acceptance = LINE.matcher(line);
            if (acceptance.matches()) {
                Matcher reason = REASON.matcher(acceptance.group(2));
                found.add(new Acceptance(number, acceptance.group(1), reason.matches() ? reason.group(1).strip() : ""));
            }
        }
        return found;
    }
}
