package dev.tidegate.lambda.release;

import java.util.Optional;

/**
 * What to do with a release.
 *
 * @param next the state to record; equal to the present one when there is nothing to record
 * @param why one sentence: why it goes on, or what it waits for
 * @param target what was found out about the deployment, to be recorded with it
 * @param stopTask whether the running task is to be stopped
 */
record Decision(State next, String why, Optional<Target> target, boolean stopTask) {
    static Decision to(State next, String why) {
        return new Decision(next, why, Optional.empty(), false);
    }

    Decision about(Target found) {
        return new Decision(next, why, Optional.of(found), stopTask);
    }

    Decision andStopTask() {
        return new Decision(next, why, target, true);
    }
}
