package dev.tidegate.task.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tidegate.task.migration.Durations;
import dev.tidegate.task.migration.MarkedPhase;
import dev.tidegate.task.migration.Migration;
import dev.tidegate.task.migration.Plan;
import dev.tidegate.task.migration.Reason;
import dev.tidegate.task.migration.Step;

/** What a run says of its plan. */
public final class Messages {
    private Messages() {}

    /** Why nothing is run, what stands in the way, and the ways out. */
    public static String blocked(Plan plan) {
        return howMany(plan) + " blocked, nothing was run" + details(plan);
    }

    /** The same as a warning of {@code plan}. */
    public static String wouldBeBlocked(Plan plan) {
        return "pre would refuse to run anything, " + howMany(plan) + " blocked" + details(plan);
    }

    private static String howMany(Plan plan) {
        return plan.blocked().size() == 1 ? "1 migration is" : plan.blocked().size() + " migrations are";
    }

    private static String details(Plan plan) {
        List<Step> blocked = plan.blocked();
        return lines(blocked.stream().map(Messages::blocked)) + lines(plan.blocked().stream().flatMap(
                Messages::waysOut));
    }

    private static String lines(Stream<String> lines) {
        return lines.map(line -> "\n  " + line).collect(Collectors.joining());
    }

    private static String blocked(Step step) {
        String by = switch (step.verdict().why()) {
            case Reason.DependsOnLater(MarkedPhase phase, Migration on) -> on.title() + ", which runs post-traffic";
            case Reason.DependsOnBlocked(MarkedPhase phase, Migration on) -> on.label() + ", which is blocked";
            case Reason other -> Reasons.text(other);
        };
        return step.migration().title() + " is marked " + step.migration().mark().phase().word() + ", but depends on "
                + by;
    }

    /** Only those that meet a post-traffic one directly have a way out of their own; the rest follow them. */
    private static Stream<String> waysOut(Step step) {
        return step.verdict().why() instanceof Reason.DependsOnLater(MarkedPhase phase, Migration on)
                ? Stream.of(
                        "either deploy the release that brings " + on.label() + " to its end first, then this one;",
                        "or, if " + step.migration().label() + " does not really depend on " + on.label()
                                + ", say so in its mark: after=none, or after=<the versions it depends on>")
                : Stream.empty();
    }

    /** What this run is: the first line. */
    public static String opening(Heading heading, String database, Optional<String> evidence) {
        return heading.phase().map(phase -> phase + " run").or(heading::command).orElse("") + heading.release().map(
                release -> " of release " + release).orElse(
                        "")
                + heading.version().map(version -> " (" + version + ")").orElse("") + ", database " + database
                + evidence.map(seen -> "; the old code is gone: " + seen).orElse("");
    }

    /** What is about to happen. */
    public static String intention(Plan plan) {
        if (plan.steps().isEmpty()) {
            return "nothing is pending";
        }
        return plan.runs().size() + " of " + plan.steps().size() + " pending migrations run now";
    }

    /** What this run did not have to do, although it meant to. */
    public static String byAnother(List<Migration> done) {
        return "applied by another runner in the meantime: " + done.stream().map(Migration::title).collect(Collectors
                .joining(", "));
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
