package dev.tidegate.task.check.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.tidegate.task.check.rule.Code;
import dev.tidegate.task.check.rule.Finding;
import dev.tidegate.task.check.rule.Hazard;
import dev.tidegate.task.check.rule.Suggestion;
import dev.tidegate.task.sql.Statement;

/** The mark that each script deserves, or the two scripts to make of it. */
public final class Suggestions {
    private static final Set<Code> STRUCTURAL = Set.of(Code.COLUMN_ADDED_REQUIRED, Code.SERIAL_COLUMN_ADDED,
            Code.COLUMN_NOT_COMPARABLE);

    private Suggestions() {}

    /** For all scripts. */
    public static String text(List<Checked> checked) {
        StringBuilder text = new StringBuilder();
        for (Checked script : checked) {
            text.append(script.source().file()).append('\n');
            if (script.verdict().suggestion() == Suggestion.SPLIT) {
                text.append(split(script));
            } else {
                text.append("-- tidegate: ").append(script.verdict().suggestion().word()).append('\n');
            }
        }
        return text.toString();
    }

    /** The two scripts, each below its mark. */
    public static String split(Checked script) {
        List<String> pre = new ArrayList<>();
        List<String> post = new ArrayList<>();
        // What goes only then: nothing of this name can be made before.
        Set<String> left = new HashSet<>();
        for (Statement statement : script.source().statements()) {
            List<Finding> about = script.findings().stream().filter(finding -> finding.line() == statement.line()
                    && finding
                            .statement().equals(statement.shortened())).toList();
            List<Finding> breaking = about.stream().filter(finding -> finding.code().hazard() == Hazard.OLD_CODE
                    || finding.code().hazard() == Hazard.LOSS).toList();
            boolean needed = about.stream().anyMatch(finding -> finding.code() == Code.NEEDED_BY_NEW_CODE);
            if (about.stream().anyMatch(finding -> left.contains(bare(finding)))) {
                post.add("-- new code needs it before: give it another name, and make it in the pre-traffic script\n"
                        + statement.text() + ";");
            } else if (about.isEmpty() && statement.begins("alter") && !post.isEmpty()) {
                // It may be about what the one before leaves behind, and nobody needs it.
                post.add(statement.text() + ";");
            } else if (breaking.isEmpty()) {
                pre.add(statement.text() + ";");
            } else if (!needed && breaking.stream().noneMatch(finding -> STRUCTURAL.contains(finding.code()))) {
                post.add(statement.text() + ";");
                breaking.forEach(finding -> left.add(bare(finding)));
            } else {
                List<Finding> first = breaking.stream().filter(finding -> finding.code().hazard() == Hazard.OLD_CODE)
                        .toList();
                (first.isEmpty() ? breaking : first).forEach(finding -> add(finding, statement, pre, post));
            }
        }
        return script("pre-traffic", pre) + (pre.isEmpty() || post.isEmpty() ? "" : "\n") + script("post-traffic",
                post);
    }

    private static String script(String mark, List<String> statements) {
        return statements.isEmpty() ? "" : "-- tidegate: " + mark + "\n" + String.join("\n", statements) + "\n";
    }

    /** The name of what it is about, without parameters, by which functions differ. */
    private static String bare(Finding finding) {
        int parameters = finding.object().indexOf('(');
        return parameters < 0 ? finding.object() : finding.object().substring(0, parameters);
    }

    private static void add(Finding finding, Statement statement, List<String> pre, List<String> post) {
        boolean none = finding.fix().pre().isEmpty() && finding.fix().post().isEmpty();
        if (none && finding.code() == Code.COLUMN_TYPE_CHANGED) {
            // A view, which showed what stays as it is.
            post.add("-- " + finding.message() + "; make it over the new column:\n" + statement.text().lines().map(
                    line -> "-- " + line).collect(Collectors.joining("\n")));
        } else if (none) {
            post.add("-- " + finding.message() + "\n" + statement.text() + ";");
        }
        if (!finding.fix().pre().isEmpty()) {
            pre.add(finding.fix().pre());
        }
        if (!finding.fix().post().isEmpty()) {
            post.add(finding.fix().post());
        }
    }
}
