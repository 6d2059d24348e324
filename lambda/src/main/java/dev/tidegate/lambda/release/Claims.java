package dev.tidegate.lambda.release;

import java.time.Instant;
import java.util.Optional;

import dev.tidegate.lambda.release.Policy.Claim;

/**
 * Starts migration tasks. A claim is recorded before, so that a task whose start was not recorded is looked for first. Whoever
 * takes a claim over records that, too: of two wake-ups that come to different conclusions only one can go on.
 */
final class Claims {
    private static final String TAKEN_OVER = "taking over the claim of a wake-up that did not start its task";
    private static final String LEFT_TO_ANOTHER = "another wake-up is about to start the migration task";

    private final Cloud cloud;
    private final Reconciler.Conduct conduct;
    private final Observer observer;

    Claims(Cloud cloud, Reconciler.Conduct conduct, Observer observer) {
        this.cloud = cloud;
        this.conduct = conduct;
        this.observer = observer;
    }

    /** Whether this is a claim whose task is not known. */
    static boolean isClaim(State state) {
        return state instanceof State.Running running && running.attempt().task().isEmpty();
    }

    /** Whether a claim has become a task. */
    static boolean areUsed(State before, State after) {
        return isClaim(before) && after instanceof State.Running running && running.attempt().task().isPresent();
    }

    /** The claim was recorded before this: whoever finds it without a task looks for one before asking again. */
    Decision pre(Policy policy, Release release, State.PreRunning state, boolean claimedHere,
            Instant now) {
        TaskOrder order = Orders.of(release, state, conduct.rules(release));
        if (!claimedHere) {
            Optional<String> earlier = cloud.find(order);
            if (earlier.isPresent()) {
                return policy.preLaunched(release, state, new Launch.Started(earlier.get()), now);
            }
            return belongsToAnother(release, state, now) ? Decision.to(state, LEFT_TO_ANOTHER)
                    : Decision.to(new State.PreRunning(state.attempt().claimedAgain(now)), TAKEN_OVER);
        }
        Instant deadline = policy.preDeadline(release);
        if (now.isBefore(deadline)) {
            return policy.preLaunched(release, state, cloud.start(order), now);
        }
        // A task that was asked for without an answer may still be listed.
        return policy.preLaunched(release, state, new Launch.Impossible("its deadline, " + deadline + ", has passed"),
                now)
                .andStopTask();
    }

    /** The wake-up that made the claim may be about to start the task. */
    private boolean belongsToAnother(Release release, State.Running state, Instant now) {
        return !state.attempt().outlived(conduct.rules(release).claimPatience(), now);
    }

    Decision post(Policy policy, Release release, State.PostRunning state, boolean claimedHere,
            Instant now) {
        TaskOrder order = Orders.of(release, state, conduct.rules(release));
        if (claimedHere) {
            return policy.postLaunched(state, cloud.start(order), now);
        }
        Optional<String> earlier = cloud.find(order);
        if (earlier.isPresent()) {
            return policy.postLaunched(state, new Launch.Started(earlier.get()), now);
        }
        if (belongsToAnother(release, state, now)) {
            return Decision.to(state, LEFT_TO_ANOTHER);
        }
        return switch (policy.postUnstarted(release, state, observer.observe(release, observer.deployment(release)),
                now)) {
            case Claim.Holds() -> Decision.to(new State.PostRunning(state.attempt().claimedAgain(now), state.evidence(),
                    state.tries()), TAKEN_OVER);
            case Claim.Not(Decision decision) -> decision;
        };
    }
}
