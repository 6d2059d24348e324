package dev.tidegate.task.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the mark of a script. It must stand in the comments before the first statement; one that comes later is an error
 * rather than a surprise.
 */
public final class MarkParser {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Pattern MARK = Pattern.compile("--\\s*tidegate\\b(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern BEHIND = Pattern.compile("--\\s*tidegate\\s*:\\s*(?:pre-traffic|post-traffic|any)\\b");

    private final String file;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Marking.Marked> marks = new ArrayList<>();
    private int firstMark;

    private MarkParser(String file) {
        this.file = file;
    }

    /**
     * Looks for the mark.
     *
     * @param file what to call the script in problems
     * @param lines the whole script
     */
    public static Marking parse(String file, Iterable<String> lines) {
        return new MarkParser(file).marking(lines);
    }

    private Marking marking(Iterable<String> lines) {
        LeadingComments comments = new LeadingComments();
        boolean above = true;
        int number = 0;
        for (String given : lines) {
            number++;
            String line = number == 1 && given.startsWith(BYTE_ORDER_MARK) ? given.substring(1) : given;
            boolean leading = comments.includes(line);
            if (Acceptance.isMeant(line)) {
                continue;
            }
            if (above) {
                above = leading;
                top(number, line.strip(), leading);
            } else if (line.contains("--")) {
                below(number, line.strip());
            }
        }
        if (!problems.isEmpty()) {
            return new Marking.Wrong(problems);
        }
        return marks.isEmpty() ? new Marking.Unmarked() : marks.getFirst();
    }

    /** A line above the first statement, or the one that it begins on. */
    private void top(int number, String text, boolean leading) {
        Matcher mark = MARK.matcher(text);
        if (leading && mark.matches()) {
            found(number, text, mark.group(1).strip());
        } else if ((leading || text.startsWith("/*") || text.startsWith("#")) && MarkAttempt.isIn(text)) {
            found(number, text, "");
        } else if (!leading) {
            below(number, text);
        }
    }

    private void found(int line, String text, String rest) {
        if (firstMark > 0) {
            problem(line, "found a second mark \"" + text + "\"; a script has one mark, the first is on line "
                    + firstMark);
        } else if (!rest.startsWith(":")) {
            problem(line, "found \"" + text + "\"" + Blanks.named(text) + "; a mark starts with \"-- tidegate:\"");
        } else {
            read(line, rest.substring(1).strip());
        }
        firstMark = firstMark == 0 ? line : firstMark;
    }

    /** A mark down there does not split the script in two, as its writer may think. */
    private void below(int number, String text) {
        Matcher mark = MARK.matcher(text);
        boolean alone = mark.matches() && (firstMark == 0 || mark.group(1).strip().startsWith(":"));
        if (alone || BEHIND.matcher(text).find()) {
            problem(number, "found \"" + text + "\" after the first statement; a mark must stand above it");
        }
    }

    private void read(int line, String text) {
        MarkWords words = new MarkWords(text);
        words.problems().forEach(problem -> problem(line, problem));
        words.mark().ifPresent(mark -> marks.add(new Marking.Marked(mark, line)));
    }

    private void problem(int line, String text) {
        problems.add(new Problem(file, line, text));
    }
}
