package dev.tidegate.task.operator;

import java.util.List;
import java.util.StringJoiner;

import dev.tidegate.task.report.Columns;

/** What the function answered, for people. */
final class View {
    private View() {}

    static String of(Order order, Answer answer) {
        return switch (order.verb()) {
            case LIST -> list(answer);
            case STATUS -> status(answer);
            case HISTORY -> history(answer);
            case EXPLAIN, APPROVE, RETRY, CANCEL -> explained(answer);
        };
    }

    private static String list(Answer answer) {
        List<Answer> releases = answer.list("releases");
        if (releases.isEmpty()) {
            return "no release yet";
        }
        Columns columns = new Columns(List.of("RELEASE", "DATABASE", "VERSION", "STATE", "SINCE", "WHY"));
        releases.forEach(release -> columns.add(List.of(release.text("release"), release.text("database"), release.text(
                "version"), release.text("state"), release.time("since"), firstLine(release.text("why")))));
        return columns.text().stripLeading().replace("\n  ", "\n");
    }

    private static String status(Answer answer) {
        StringJoiner lines = new StringJoiner("\n");
        lines.add(title(answer));
        Answer target = answer.object("target");
        line(lines, "service", target.find("service").map(service -> service + " in " + target.text("cluster")
                + ", database " + target.text("database")).orElse("not looked up yet"));
        target.find("taskDefinition").filter(text -> !text.isBlank()).ifPresent(text -> line(lines, "code", text));
        target.find("migrationTaskDefinition").ifPresent(text -> line(lines, "migrations", text));
        line(lines, "opened", answer.time("openedAt"));
        answer.find("nextLookAt").ifPresent(_ -> line(lines, "next look", answer.time("nextLookAt")));
        answer.find("evidence").ifPresent(text -> line(lines, "evidence", text));
        wish(lines, answer, "approved");
        wish(lines, answer, "cancelled");
        List<Answer> history = answer.list("history");
        if (!history.isEmpty()) {
            line(lines, "last step", history.getLast().time("at") + "  " + history.getLast().text("why"));
        }
        return lines.toString();
    }

    private static void wish(StringJoiner lines, Answer answer, String member) {
        answer.find(member).ifPresent(text -> line(lines, member, text));
    }

    private static String history(Answer answer) {
        Columns columns = new Columns(List.of("#", "AT", "STATE", "WHY"));
        answer.list("history").forEach(step -> columns.add(List.of(step.text("number"), step.time("at"), step.text(
                "state"), step.text("why").replace("\n", "\n    "))));
        return title(answer) + columns.text();
    }

    private static String explained(Answer answer) {
        StringJoiner lines = new StringJoiner("\n");
        lines.add(title(answer));
        List<Answer> gates = answer.list("gates");
        if (gates.isEmpty()) {
            lines.add("  " + answer.text("why"));
        }
        for (Answer gate : gates) {
            boolean open = Boolean.parseBoolean(gate.text("open"));
            lines.add("  %-6s  %-9s%s".formatted(open ? "open" : "closed", gate.text("gate"), open ? ""
                    : "  " + gate.text("why")).stripTrailing());
        }
        return lines.toString();
    }

    private static String title(Answer answer) {
        return answer.text("release") + "  version " + answer.text("version") + "  " + answer.text("state");
    }

    private static void line(StringJoiner lines, String name, String value) {
        lines.add("  %-10s  %s".formatted(name, value.replace("\n", "\n              ")));
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
