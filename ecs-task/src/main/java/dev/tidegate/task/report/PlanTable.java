package dev.tidegate.task.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import dev.tidegate.task.migration.Migration;
import dev.tidegate.task.migration.Phase;
import dev.tidegate.task.migration.Plan;
import dev.tidegate.task.migration.Reason;
import dev.tidegate.task.migration.Step;
import dev.tidegate.task.migration.Verdict;
import dev.tidegate.task.migration.Version;

/**
 * A plan as an aligned table. The last column says only what the mark does not, and long descriptions are cut, so that a row
 * usually fits into a terminal.
 */
public final class PlanTable {
    private static final List<String> HEAD = List.of("VERSION", "DESCRIPTION", "MARK", "RUNS", "WHY");
    private static final int LONGEST_DESCRIPTION = 40;

    private PlanTable() {}

    /** The table with a headline, or one line when nothing is pending. */
    public static String text(Plan plan) {
        if (plan.steps().isEmpty()) {
            return "nothing is pending";
        }
        Columns columns = new Columns(HEAD);
        plan.steps().forEach(step -> columns.add(row(step)));
        return headline(plan) + columns.text();
    }

    private static String headline(Plan plan) {
        Map<String, Long> counts = plan.steps().stream()
                .collect(Collectors.groupingBy(step -> runs(step.verdict()), LinkedHashMap::new, Collectors
                        .counting()));
        String pending = plan.steps().size() == 1 ? "1 pending migration" : plan.steps().size() + " pending migrations";
        return "the " + plan.phase().word() + " run" + (isFresh(plan) ? " of a new database" : "") + ", " + pending
                + ": "
                + counts.entrySet().stream().map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", "));
    }

    private static boolean isFresh(Plan plan) {
        return plan.steps().stream().anyMatch(step -> step.verdict().why() instanceof Reason.FreshDatabase);
    }

    private static List<String> row(Step step) {
        Migration migration = step.migration();
        return List.of(migration.version().map(Version::text).orElse("-"), cut(migration.identity().description()),
                migration.mark().text(), runs(step.verdict()), Reasons.beyondMark(step.verdict().why()));
    }

    private static String runs(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Runs runs -> "now";
            case Verdict.Later later -> Phase.POST_TRAFFIC.word();
            case Verdict.Blocked blocked -> "blocked";
            case Verdict.NotYet notYet -> "not yet";
        };
    }

    private static String cut(String description) {
        return description.codePointCount(0, description.length()) <= LONGEST_DESCRIPTION
                ? description
                : description.substring(0, description.offsetByCodePoints(0, LONGEST_DESCRIPTION - 1)) + "…";
    }
}
