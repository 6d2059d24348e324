package dev.tidegate.task.report;

import java.util.List;
import java.util.stream.Collectors;

import dev.tidegate.task.migration.Durations;
import dev.tidegate.task.migration.Migration;
import dev.tidegate.task.migration.Plan;
import dev.tidegate.task.migration.Step;

/** What a run says of its plan. */
public final class Messages {
    private Messages() {}

    /** Why nothing is run, what stands in the way, and the ways out. */
    public static String blocked(Plan plan) {
        List<Step> blocked = plan.blocked();
        String headline = (blocked.size() == 1 ? "1 migration is" : blocked.size() + " migrations are")
                + " blocked, nothing was run";
        return headline + blocked.stream().map(Messages::blocked).collect(Collectors.joining())
                + "\n  either finish the release that brings what blocks first: its post-traffic run opens the way;"
                + "\n  or, if a blocked migration does not really depend on it, say in its mark what it depends on"
                + " (after=<versions> or after=none)";
    }

    private static String blocked(Step step) {
        return "\n  " + step.migration().title() + ": " + Reasons.text(step.verdict().why());
    }

    /** What is about to happen. */
    public static String intention(Plan plan) {
        if (plan.steps().isEmpty()) {
            return "nothing is pending";
        }
        return plan.runs().size() + " of " + plan.steps().size() + " pending migrations run now";
    }

    /** What the run leaves to another, one line per migration. */
    public static String left(Plan plan) {
        return plan.steps().stream().filter(step -> plan.later().contains(step.migration()))
                .map(step -> "left     " + step.migration().title() + ": " + Reasons.text(step.verdict().why()))
                .collect(Collectors.joining("\n"));
    }

    /** Why a delay cannot be measured. */
    public static String noDrain(Migration migration) {
        return "setting drained-at (TIDEGATE_DRAINED_AT or --drained-at): not set; migration " + migration.title()
                + " waits " + Durations.text(migration.mark().delay()) + " from that instant on";
    }
}
