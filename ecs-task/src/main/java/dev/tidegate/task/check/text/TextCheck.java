package dev.tidegate.task.check.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.tidegate.task.check.rule.Acceptances;
import dev.tidegate.task.check.rule.Code;
import dev.tidegate.task.check.rule.Finding;
import dev.tidegate.task.check.rule.Severity;
import dev.tidegate.task.migration.Acceptance;
import dev.tidegate.task.script.Placeholders;
import dev.tidegate.task.script.ScriptConfiguration;
import dev.tidegate.task.sql.Statements;

/**
 * The part of the check that needs no scratch server: what the words of scripts tell that run while old code does. It finds
 * less than the whole check, and knows no schema.
 */
public final class TextCheck {
    private final Path folder;
    private final Placeholders placeholders;
    private final Made made = new Made();

    /** @param folder of the scripts */
    public TextCheck(Path folder, Placeholders placeholders) {
        this.folder = folder;
        this.placeholders = placeholders;
    }

    /**
     * The errors and warnings that no script accepts, by script and line.
     *
     * @param files in the order of execution
     */
    public List<Finding> run(List<String> files) {
        return files.stream().flatMap(file -> read(file).stream()).toList();
    }

    private List<Finding> read(String file) {
        String text = text(file);
        TextReport report = new TextReport(file);
        TextRules rules = new TextRules(made, report);
        Statements.each(text, rules::add);
        // Whether an acceptance is of use, only the whole check can tell.
        return Acceptances.apply(file, report.findings(), Acceptance.in(text.lines()::iterator), Map.of()).stream()
                .filter(finding -> finding.code() != Code.ACCEPT_UNUSED && finding.severity().compareTo(
                        Severity.WARNING) <= 0).sorted(Comparator.comparing(Finding::line)).toList();
    }

    private String text(String file) {
        try {
            String content = Files.readString(folder.resolve(file));
            return ScriptConfiguration.of(folder, file).replacesPlaceholders() ? placeholders.in(content) : content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One finding on one line. */
    public static String text(Finding finding) {
        return finding.file() + ":" + finding.line() + ": " + finding.code().word() + ": " + finding.message();
    }

    /** Why nothing is run: the errors, and the ways out. */
    public static String refusal(List<Finding> found) {
        List<Finding> errors = errors(found);
        List<String> lines = new ArrayList<>(errors.stream().map(TextCheck::text).toList());
        lines.add("mark such scripts post-traffic or change them; or accept a finding in its script, as in");
        lines.add("-- tidegate: accept=" + errors.getFirst().code().word() + " reason=\"…\"");
        return (errors.size() == 1 ? "1 finding" : errors.size() + " findings")
                + " of the check in the scripts, nothing was run" + lines.stream().map(line -> "\n  " + line).collect(
                        Collectors.joining());
    }

    /** Those for which {@link WhenFound#REFUSE} refuses. */
    public static List<Finding> errors(List<Finding> found) {
        return found.stream().filter(finding -> finding.severity() == Severity.ERROR).toList();
    }
}
