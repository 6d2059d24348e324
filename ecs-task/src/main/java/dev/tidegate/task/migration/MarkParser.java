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
    private static final Pattern MARK = Pattern.compile("--\\s*tidegate\\b(.*)", Pattern.CASE_INSENSITIVE);

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
        int number = 0;
        for (String line : lines) {
            number++;
            boolean leading = comments.includes(line);
            if (!leading && firstMark > 0) {
                break;
            }
            String text = line.strip();
            if (text.startsWith("--")) {
                Matcher mark = MARK.matcher(text);
                if (mark.matches()) {
                    found(number, text, mark.group(1).strip(), leading);
                }
            }
        }
        if (!problems.isEmpty()) {
            return new Marking.Wrong(problems);
        }
        return marks.isEmpty() ? new Marking.Unmarked() : marks.getFirst();
    }

    private void found(int line, String text, String rest, boolean leading) {
        if (!leading) {
            problem(line, "found \"" + text + "\" after the first statement; a mark must stand above it");
        } else if (firstMark > 0) {
            problem(line, "found a second mark \"" + text + "\"; a script has one mark, the first is on line "
                    + firstMark);
        } else if (!rest.startsWith(":")) {
            problem(line, "found \"" + text + "\"; a mark starts with \"-- tidegate:\"");
        } else {
            read(line, rest.substring(1).strip());
        }
        firstMark = firstMark == 0 ? line : firstMark;
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
