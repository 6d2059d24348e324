package dev.tidegate.tests.simulation;

import java.util.HashSet;
import java.util.Set;

/** What of a run is left out, to find out what its end depends on. @param faults by the number of their opportunity */
record Reduction(Set<Integer> faults, Set<Integer> deployments) {
    static final Reduction NOTHING = new Reduction(Set.of(), Set.of());

    Reduction withoutFaults(Set<Integer> more) {
        Set<Integer> all = new HashSet<>(faults);
        all.addAll(more);
        return new Reduction(all, deployments);
    }

    Reduction withoutDeployment(int number) {
        Set<Integer> all = new HashSet<>(deployments);
        all.add(number);
        return new Reduction(faults, all);
    }
}
