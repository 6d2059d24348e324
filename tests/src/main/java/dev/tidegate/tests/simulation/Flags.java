package dev.tidegate.tests.simulation;

/**
 * What AWS does not document, decided once for each world.
 *
 * @param listedEarly a service names its new revision before the hook has been answered
 * @param ecsAsksAgain ECS asks a hook again whose function failed, instead of rolling back
 * @param rollbacksAskHooks a rollback deployment calls the hooks
 * @param successAwaitsStopped CodeDeploy's "Succeeded" waits until the old tasks have stopped
 * @param codeDeployOnError what CodeDeploy does when the function fails
 */
record Flags(boolean listedEarly, boolean ecsAsksAgain, boolean rollbacksAskHooks, boolean successAwaitsStopped,
        OnError codeDeployOnError) {
    enum OnError {
        FAILS, TRIES_AGAIN, WAITS
    }

    static Flags of(Chance chance) {
        return new Flags(chance.in(0.5), chance.in(0.7), chance.in(0.6), chance.in(0.3), chance.of(java.util.List.of(
                OnError.values())));
    }
}
