package dev.tidegate.tests.simulation;

import java.util.List;
import java.util.stream.Stream;

/** Controls that are wrong in one way each. None of them is right in effect: each breaks a promise in some world. */
final class Mutants {
    private Mutants() {}

    static List<Mutant> all() {
        return Stream.of(DrainMutants.all(), DeploymentMutants.all(), TaskMutants.all(), PolicyMutants.all(),
                LedgerMutants.all()).flatMap(List::stream).toList();
    }
}
