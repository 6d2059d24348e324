package dev.tidegate.lambda.release;

import java.time.Instant;
import java.util.Optional;

import dev.tidegate.lambda.drain.DrainReading;
import dev.tidegate.lambda.release.State.Armed;
import dev.tidegate.lambda.release.State.Bypassed;
import dev.tidegate.lambda.release.State.Disarmed;
import dev.tidegate.lambda.release.State.Draining;
import dev.tidegate.lambda.release.State.PreRunning;
import dev.tidegate.lambda.release.State.Refused;

/**
 * Decides what becomes of a release, from where it is and what was just observed. Pure: no clock, no I/O. A decision
 * that equals the present state means "wait", and says for what.
 */
public final class Policy {
    private final PreTraffic preTraffic;
    private final PostTraffic postTraffic;

    public Policy(Rules rules) {
        preTraffic = new PreTraffic(rules);
        postTraffic = new PostTraffic(rules);
    }

    /** A deployment has been looked up for the first time. */
    Decision opened(Resolution resolution, Instant now) {
        return switch (resolution) {
            case Resolution.Migrates(Target target) ->
                Decision.to(new PreRunning(Attempt.claim(1, now)),
                        "version " + target.version() + " of " + target.service() + " is being deployed")
                        .about(target);
            case Resolution.Bypass(String reason) -> Decision.to(new Bypassed(reason), reason);
            case Resolution.Refuse(String reason) -> Decision.to(new Refused(reason), reason);
        };
    }

    /** The pre-traffic task was asked for. */
    Decision preLaunched(Release release, PreRunning state, Launch launch, Instant now) {
        return preTraffic.launched(release, state, launch, now);
    }

    /** By when the pre-traffic task has to have ended; none is started after it. */
    Instant preDeadline(Release release) {
        return preTraffic.deadline(release);
    }

    /** AWS could not be asked. Empty when that can be waited out. */
    Optional<Decision> blind(Release release, String why, Instant now) {
        return preTraffic.blind(release, why, now);
    }

    /** The pre-traffic task is known; this is how it stands. */
    Decision preRunning(Release release, PreRunning state, TaskStatus task, Instant now) {
        return preTraffic.running(release, state, task, now);
    }

    /** The pre-traffic migrations are done and the deployment goes on. */
    Decision armed(Armed state, DeploymentStatus deployment) {
        return switch (deployment) {
            case DeploymentStatus.UnderWay(String phase) ->
                Decision.to(state, "waiting for the deployment: it is in " + phase);
            case DeploymentStatus.Unknown(String why) ->
                Decision.to(state, "waiting for the deployment: cannot see how it stands: " + why);
            case DeploymentStatus.Succeeded() -> Decision.to(Draining.begin(), "the deployment succeeded");
            case DeploymentStatus.Failed(String how) -> Decision.to(new Disarmed(how), how);
            case DeploymentStatus.Superseded(String by) -> Decision.to(new Disarmed(by), by);
        };
    }

    /** The deployment has succeeded; the gates are evaluated. */
    Decision draining(Draining state, DeploymentStatus deployment, DrainReading reading, Instant now) {
        return postTraffic.draining(state, deployment, reading, now);
    }

    /** The post-traffic task was asked for. */
    Decision postLaunched(State.PostRunning state, Launch launch, Instant now) {
        return postTraffic.launched(state, launch, now);
    }

    /** The post-traffic task was claimed by an earlier wake-up that did not get to record it, and is not to be found. */
    Claim postUnstarted(State.PostRunning state, DeploymentStatus deployment, DrainReading reading, Instant now) {
        return postTraffic.unstarted(state, deployment, reading, now);
    }

    /** The post-traffic task is known; this is how it stands. */
    Decision postRunning(State.PostRunning state, TaskStatus task, Instant now) {
        return postTraffic.running(state, task, now);
    }

    /** Whether a claim without a task still entitles to start one. */
    sealed interface Claim {
        /** Everything it rested on is still true: start the task. */
        record Holds() implements Claim {}

        /** It does not, or not now. */
        record Not(Decision decision) implements Claim {}
    }
}
