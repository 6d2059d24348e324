package dev.tidegate.tests.simulation;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells how a seed breaks a promise, with as few deployments and faults as that takes. */
final class Story {
    private static final int MOST_RUNS = 400;

    private final long seed;
    private final Mutation mutation;
    private final Promise promise;
    private Reduction reduction = Reduction.NOTHING;
    private int runs;

    private Story(Simulation.Result broken, Mutation mutation) {
        seed = broken.seed();
        this.mutation = mutation;
        promise = broken.broken().orElseThrow().promise();
    }

    /** The story of a run that broke a promise. */
    static String of(Simulation.Result broken, Mutation mutation) {
        Story story = new Story(broken, mutation);
        story.dropDeployments(broken);
        story.dropFaults(story.run(false).struck());
        story.dropDeployments(broken);
        return story.text();
    }

    private Simulation.Result run(boolean told) {
        runs++;
        return Simulation.run(seed, mutation, reduction, EnumSet.allOf(Fault.class), told);
    }

    private boolean stillBreaks(Reduction tried) {
        if (runs >= MOST_RUNS) {
            return false;
        }
        Reduction before = reduction;
        reduction = tried;
        boolean breaks = run(false).broken().filter(broken -> broken.promise() == promise).isPresent();
        if (!breaks) {
            reduction = before;
        }
        return breaks;
    }

    private void dropDeployments(Simulation.Result broken) {
        for (DeploymentPlan plan : broken.plans().reversed()) {
            if (!reduction.deployments().contains(plan.number())) {
                stillBreaks(reduction.withoutDeployment(plan.number()));
            }
        }
    }

    /** Delta debugging: halves, then quarters, down to single ones. */
    private void dropFaults(List<Faults.Struck> struck) {
        for (int size = Math.max(1, struck.size()); size >= 1; size /= 2) {
            List<Integer> left = run(false).struck().stream().map(Faults.Struck::number).toList();
            for (int from = 0; from < left.size(); from += size) {
                Set<Integer> some = new HashSet<>(left.subList(from, Math.min(left.size(), from + size)));
                stillBreaks(reduction.withoutFaults(some));
            }
        }
    }

    private String text() {
        Simulation.Result told = run(true);
        PromiseBroken broken = told.broken().orElseThrow();
        String deployments = told.plans().stream().map(plan -> plan.service().name + " to version " + plan.version())
                .collect(Collectors.joining(", "));
        String faults = told.struck().stream().map(struck -> struck.fault().name()).collect(Collectors.joining(", "));
        return "seed %d breaks %s: %s%n  %s%n  deployments that it takes: %s%n  faults that it takes: %s%n%s%n"
                .formatted(seed, promise, promise.text(), broken.getMessage(), deployments.isEmpty()
                        ? "only the last ones"
                        : deployments, faults.isEmpty() ? "none" : faults, told.timeline().stream().map(
                                line -> "  " + line).collect(Collectors.joining(System.lineSeparator())))
                + "  again: mvn -Psimulation verify -Dseed=" + seed;
    }
}
