package dev.tidegate.task.migration;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What one run does with every pending migration.
 *
 * @param phase the run
 * @param steps in the order of execution
 */
public record Plan(Phase phase, List<Step> steps) {
    public Plan {
        steps = List.copyOf(steps);
    }

    /** The migrations that run now, in order. */
    public List<Migration> runs() {
        return migrations(Verdict.Runs.class);
    }

    /** The migrations that are blocked, in order; only a pre-traffic plan has any. */
    public List<Step> blocked() {
        return steps.stream().filter(step -> step.verdict() instanceof Verdict.Blocked).toList();
    }

    /** The migrations left to a later run, in order. */
    public List<Migration> later() {
        return steps.stream().filter(step -> !(step.verdict() instanceof Verdict.Runs)).map(Step::migration).toList();
    }

    /** When the post-traffic run should come back for what it leaves; empty when it leaves nothing. */
    public Optional<Instant> notBefore() {
        return steps.stream().map(Step::verdict).filter(Verdict.NotYet.class::isInstance)
                .map(verdict -> ((Verdict.NotYet) verdict).notBefore()).min(Comparator.naturalOrder());
    }

    /** The plan with everything that would run put off until then. */
    public Plan putOff(Reason why, Instant notBefore) {
        return new Plan(phase, steps.stream().map(step -> step.verdict() instanceof Verdict.Runs
                ? new Step(step.migration(), new Verdict.NotYet(why, notBefore))
                : step).toList());
    }

    private List<Migration> migrations(Class<? extends Verdict> verdict) {
        return steps.stream().filter(step -> verdict.isInstance(step.verdict())).map(Step::migration).toList();
    }
}
