package dev.tidegate.task.operator;

import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

import dev.tidegate.task.report.Columns;

/** What the function answered, for people. */
final class View {
    private static final int GATE_INDENT = 21;
    private static final int STATUS_INDENT = 14;
    private static final int ROOM_FOR_WHY = 40;

    private final Screen screen;

    View(Screen screen) {
        this.screen = screen;
    }

    String of(Order order, Answer answer) {
        return switch (order.verb()) {
            case LIST -> list(answer);
            case STATUS -> status(answer);
            case HISTORY -> history(answer);
            case EXPLAIN, APPROVE, RETRY, ENDED, CANCEL -> explained(answer);
        };
    }

    private String list(Answer answer) {
        List<Answer> releases = answer.list("releases");
        if (releases.isEmpty()) {
            return "no release yet";
        }
        Columns columns = new Columns(List.of("RELEASE", "DATABASE", "VERSION", "STATE", "SINCE", "WHY"));
        releases.forEach(release -> columns.add(List.of(release.text("release"), release.text("database"), release.text(
                "version"), release.text("state"), release.time("since"), firstLine(release.text("why")))));
        String table = columns.text().stripLeading().replace("\n  ", "\n");
        int whyAt = table.indexOf("WHY");
        return screen.width() == 0 || screen.width() - whyAt >= ROOM_FOR_WHY ? screen.cut(table)
                : screen.cut(whyBelow(table, whyAt));
    }

    /** The last column in lines of its own. */
    private static String whyBelow(String table, int whyAt) {
        return table.lines().map(line -> line.length() <= whyAt || line.endsWith(" WHY") ? line.substring(0, Math.min(
                whyAt, line.length())).stripTrailing()
                : line.substring(0, whyAt).stripTrailing() + "\n  " + line
                        .substring(whyAt)).collect(Collectors.joining("\n"));
    }

    private String status(Answer answer) {
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

    private void wish(StringJoiner lines, Answer answer, String member) {
        answer.find(member).ifPresent(text -> line(lines, member, text));
    }

    private String history(Answer answer) {
        List<Answer> steps = answer.list("history");
        int number = steps.stream().mapToInt(step -> step.text("number").length()).max().orElse(1);
        int state = steps.stream().mapToInt(step -> step.text("state").length()).max().orElse(1);
        String row = "\n  %-" + number + "s  %-20s  %-" + state + "s  %s";
        int indent = row.formatted("", "", "", "").length() - 1;
        StringBuilder lines = new StringBuilder(title(answer));
        lines.append(row.formatted("#", "AT", "STATE", "WHY"));
        steps.forEach(step -> lines.append(row.formatted(step.text("number"), step.time("at"), step.text("state"),
                screen.folded(step.text("why"), indent))));
        return lines.toString();
    }

    private String explained(Answer answer) {
        StringJoiner lines = new StringJoiner("\n");
        lines.add(title(answer));
        List<Answer> gates = answer.list("gates");
        if (gates.isEmpty()) {
            lines.add("  " + screen.folded(answer.text("why"), 2));
        }
        gates.forEach(gate -> lines.add(gate(gate)));
        return lines.toString();
    }

    private String gate(Answer gate) {
        if (Boolean.parseBoolean(gate.text("open"))) {
            return "  " + screen.green("open") + "    " + gate.text("gate");
        }
        return "  " + screen.yellow("closed") + "  %-9s  ".formatted(gate.text("gate")) + screen.folded(asTyped(gate
                .text("why")), GATE_INDENT);
    }

    /** The function says what to call it with; here it is a command. */
    private static String asTyped(String why) {
        return why.replaceAll("call \\{\"command\": \"(\\w+)\", \"release\": \"([^\"]+)\"}", "$1 $2");
    }

    private String title(Answer answer) {
        String state = answer.text("state");
        String shown = answer.endedWell() ? screen.green(state)
                : answer.hasEnded() ? screen.red(state) : screen.yellow(state);
        return answer.text("release") + "  version " + answer.text("version") + "  " + shown;
    }

    private void line(StringJoiner lines, String name, String value) {
        lines.add("  %-10s  ".formatted(name) + screen.folded(value, STATUS_INDENT));
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
