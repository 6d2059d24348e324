package dev.tidegate.task.check.report;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import dev.tidegate.task.check.rule.Finding;
import dev.tidegate.task.check.rule.Severity;
import dev.tidegate.task.check.rule.Suggestion;
import dev.tidegate.task.migration.Marking;

/** The findings for people, script by script, with the safe way. */
public final class CheckText {
    private static final String PLAIN = "\u001B[0m";

    private final boolean colored;
    private final StringBuilder text = new StringBuilder();

    private CheckText(boolean colored) {
        this.colored = colored;
    }

    /** All of it. */
    public static String text(List<Checked> checked, boolean colored) {
        CheckText written = new CheckText(colored);
        checked.forEach(written::script);
        written.summary(checked);
        return written.text.toString();
    }

    private void script(Checked script) {
        text.append(bold(script.source().file())).append("  ").append(mark(script)).append(", deserves ").append(script
                .verdict()
                .suggestion() == Suggestion.SPLIT ? "to be split" : script.verdict().suggestion().word()).append('\n');
        script.findings().stream().filter(finding -> finding.severity() != Severity.OFF).sorted(Comparator.comparing(
                Finding::severity).thenComparing(Finding::line)).forEach(this::finding);
        script.findings().stream().filter(finding -> finding.accepted().isPresent()).forEach(finding -> text.append(
                "  accepted ").append(finding.code().word()).append(": ").append(finding.accepted().orElseThrow())
                .append(
                        '\n'));
    }

    private static String mark(Checked script) {
        return switch (script.source().script().marking()) {
            case Marking.Marked(var mark, int line) -> "marked " + mark.phase().word();
            case Marking.Unmarked() -> "not marked";
            case Marking.Wrong(var problems) -> "wrongly marked";
        };
    }

    private void finding(Finding finding) {
        text.append("  ").append(colored(finding.severity())).append("  ").append(finding.code().word()).append(
                "  line ")
                .append(finding.line()).append(finding.statement().isEmpty() ? "" : ": " + finding.statement()).append(
                        '\n');
        text.append("           ").append(finding.message()).append('\n');
        finding.observed().ifPresent(seen -> text.append("           observed: ").append(seen).append('\n'));
        sql("pre-traffic script", finding.fix().pre());
        sql("post-traffic script", finding.fix().post());
    }

    private void sql(String title, String sql) {
        if (!sql.isEmpty()) {
            text.append("           ").append(title).append(":\n");
            sql.lines().forEach(line -> text.append("             ").append(line).append('\n'));
        }
    }

    private void summary(List<Checked> checked) {
        List<Finding> all = checked.stream().flatMap(script -> script.findings().stream()).toList();
        String counts = List.of(Severity.ERROR, Severity.WARNING, Severity.NOTE).stream().map(severity -> {
            long count = all.stream().filter(finding -> finding.severity() == severity).count();
            return count + " " + severity.word() + (count == 1 ? "" : "s");
        }).collect(Collectors.joining(", "));
        text.append(counts).append(" in ").append(checked.size()).append(checked.size() == 1 ? " script\n"
                : " scripts\n");
    }

    private String bold(String words) {
        return colored ? "\u001B[1m" + words + PLAIN : words;
    }

    private String colored(Severity severity) {
        String word = "%-7s".formatted(severity.word());
        return !colored ? word : switch (severity) {
            case ERROR -> "\u001B[31m" + word + PLAIN;
            case WARNING -> "\u001B[33m" + word + PLAIN;
            case NOTE, OFF -> "\u001B[36m" + word + PLAIN;
        };
    }
}
