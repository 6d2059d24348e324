package dev.tidegate.task.report;

import java.util.List;
import dev.tidegate.task.migration.Migration;
import dev.tidegate.task.migration.Phase;
import dev.tidegate.task.migration.Plan;
import dev.tidegate.task.migration.Step;
import dev.tidegate.task.migration.Version;

/** A plan as an aligned table. */
public final class PlanTable {
    private static final List<String> HEAD = List.of("VERSION", "DESCRIPTION", "MARK", "PHASE", "NOW", "WHY");

    private PlanTable() {}

    /** The table with a headline, or one line when nothing is pending. */
    public static String text(Plan plan) {
        if (plan.steps().isEmpty()) {
            return "nothing is pending";
        }
        Columns columns = new Columns(HEAD);
        plan.steps().forEach(step -> columns.add(row(plan.phase(), step)));
        return headline(plan) + columns.text();
    }

    private static String headline(Plan plan) {
        return "the " + plan.phase().word() + " run, " + plan.runs().size() + " of " + plan.steps().size()
                + " pending migrations:";
    }

    private static List<String> row(Phase run, Step step) {
        Migration migration = step.migration();
        return List.of(migration.version().map(Version::text).orElse("-"), migration.identity().description(),
                migration.mark().text(), Verdicts.phase(run, step.verdict()), Verdicts.action(step.verdict()),
                Reasons.text(step.verdict().why()));
    }
}
