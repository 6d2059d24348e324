package dev.tidegate.tests.simulation;

import dev.tidegate.lambda.release.Lineage;
import dev.tidegate.lambda.release.Phase;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.State;
import java.util.Map;
import java.util.Set;

/** What may be written over what. */
final class LedgerRules {
    private static final Map<String, Set<String>> NEXT = Map.of(
            "Opened", Set.of("PreRunning", "Refused", "Bypassed"),
            "PreRunning", Set.of("Armed", "PreFailed"),
            "Armed", Set.of("Draining", "Disarmed"),
            "Draining", Set.of("PostRunning", "Disarmed"),
            "PostRunning", Set.of("Completed", "PostFailed", "Draining", "Disarmed"),
            "PostFailed", Set.of("Draining"));

    private final World world;

    LedgerRules(World world) {
        this.world = world;
    }

    void check(Release before, Release after) {
        String from = before.state().name();
        String to = after.state().name();
        if (!from.equals(to) && !NEXT.getOrDefault(from, Set.of()).contains(to)) {
            broken(after, "goes from " + from + " to " + to);
        }
        if (before.target().isPresent() && !before.target().equals(after.target())) {
            broken(after, "changes its target");
        }
        if (!from.equals(to)) {
            entered(after, to);
        }
        boolean grows = after.history().getLast().number() >= before.history().getLast().number();
        if (!grows || !after.history().getLast().state().equals(to)) {
            broken(after, "is " + to + " but its history ends with " + after.history().getLast());
        }
    }

    private void entered(Release release, String to) {
        switch (release.state()) {
            case State.Armed _ -> ended(release, Phase.PRE_TRAFFIC);
            case State.Completed _ -> ended(release, Phase.POST_TRAFFIC);
            default -> {
                // Nothing that the migration task would have to have said.
            }
        }
        count(to);
    }

    /** Only exit code 0 of the last task means that the phase is done. */
    private void ended(Release release, Phase phase) {
        SimDatabase database = world.carried(release.id().value()).database();
        boolean done = database.runs.stream().filter(run -> run.key.release().equals(release.id()) && run.key
                .phase() == phase).reduce((_, last) -> last).flatMap(MigrationRun::exitCode).filter(code -> code == 0)
                .isPresent();
        if (!done) {
            world.promises.broken(Promise.CONTRACT, "release " + release.id() + " is " + release.state().name()
                    + " although its " + phase.text() + " task has not exited 0");
        }
    }

    void check(Lineage before, Lineage after) {
        boolean taken = before.contracting().isPresent() && after.contracting().isPresent()
                && !before.contracting().equals(after.contracting());
        if (taken) {
            world.promises.broken(Promise.ONE_CONTRACTS, "release " + after.contracting().get()
                    + " contracts while " + before.contracting().get() + " does");
        }
        if (after.members().stream().map(Lineage.Member::id).distinct().count() != after.members().size()) {
            world.promises.broken(Promise.HISTORY, "a release stands twice in the lineage of " + after.database());
        }
    }

    private void count(String to) {
        switch (to) {
            case "Completed" -> world.tally.count(Seen.COMPLETED);
            case "Disarmed" -> world.tally.count(Seen.DISARMED);
            case "Refused" -> world.tally.count(Seen.REFUSED);
            case "Bypassed" -> world.tally.count(Seen.BYPASSED);
            case "PreFailed" -> world.tally.count(Seen.PRE_FAILED);
            case "PostFailed" -> world.tally.count(Seen.POST_FAILED);
            default -> {
                // Counted elsewhere.
            }
        }
    }

    private void broken(Release release, String how) {
        world.promises.broken(Promise.HISTORY, "release " + release.id() + " " + how);
    }
}
