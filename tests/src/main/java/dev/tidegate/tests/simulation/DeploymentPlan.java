package dev.tidegate.tests.simulation;

/**
 * A deployment that somebody is going to make.
 *
 * @param number within the world
 * @param at when
 * @param version of the code, in the order in which it was made
 * @param fate what becomes of it
 * @param fateAt the stage at which that happens: 0 at its hook, 1 new tasks start, 2 traffic shifts, 3 bakes
 * @param chance what it draws
 */
record DeploymentPlan(int number, long at, SimService service, int version, Fate fate, int fateAt, Chance chance) {
    enum Fate {
        SUCCEEDS, ROLLED_BACK, STOPPED,
        /** An announced one that never begins. */
        NEVER_BEGINS,
        /** In place of an announced one the same code is deployed once more. */
        ANOTHER_BEGINS
    }

    DeploymentPlan of(int other) {
        return new DeploymentPlan(number, at, service, other, fate, fateAt, chance);
    }

    boolean endsAt(int stage) {
        return (fate == Fate.ROLLED_BACK || fate == Fate.STOPPED) && fateAt == stage;
    }
}
