package dev.tidegate.tests.simulation;

import dev.tidegate.lambda.release.Phase;
import java.util.List;

/** What becomes of a migration task. */
sealed interface RunFate {
    record Works() implements RunFate {}

    record NeverStarts() implements RunFate {}

    /** Its instance is gone in the middle; no exit code is known. */
    record IsLost() implements RunFate {}

    record IsKilled() implements RunFate {}

    /** Heeds neither its deadline nor SIGTERM. */
    record Hangs() implements RunFate {}

    record Exits(int code) implements RunFate {}

    RunFate WORKS = new Works();

    static RunFate of(Phase phase, Chance chance) {
        double drawn = chance.fraction();
        if (drawn < 0.78) {
            return WORKS;
        }
        if (drawn < 0.82) {
            return new NeverStarts();
        }
        if (drawn < 0.85) {
            return new IsLost();
        }
        if (drawn < 0.87) {
            return new IsKilled();
        }
        if (drawn < 0.885) {
            return new Hangs();
        }
        if (phase == Phase.POST_TRAFFIC && drawn < 0.94) {
            return new Exits(75);
        }
        return new Exits(chance.of(List.of(2, 3, 4, 5, 6, 7, 7, 75)));
    }
}
