package dev.tidegate.lambda.release;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tidegate.lambda.drain.Before;
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
public class Policy {
    private final PreTraffic preTraffic;
    private final PostTraffic postTraffic;
    private final Rules rules;

    public Policy(Rules rules) {
        this.rules = rules;
        preTraffic = new PreTraffic(rules);
        postTraffic = new PostTraffic(rules);
    }

    /** A deployment has been looked up for the first time, and nothing of ours runs. */
    public Decision opened(Resolution resolution) {
        return switch (resolution) {
            case Resolution.Migrates _ -> throw new IllegalArgumentException("needs what ran before");
            case Resolution.Bypass(String reason) -> Decision.to(new Bypassed(reason), reason);
            case Resolution.Refuse(String reason) -> Decision.to(new Refused(reason), reason);
        };
    }

    /**
     * A deployment that carries migrations has been looked up. New code must not be let in while another release of the
     * database takes away what older code needs.
     *
     * @param before what runs now
     */
    public Decision opened(Release release, Target target, Before before, Lineage lineage, Instant now) {
        Optional<ReleaseId> contracting = lineage.contractingBeside(release.id());
        if (contracting.isPresent()) {
            String words = "waiting for release " + contracting.get() + ": its post-traffic migrations run";
            return blind(release, words, now).orElseGet(() -> Decision.to(release.state(), words));
        }
        List<ReleaseId> later = target.bringsItsMigrations() ? List.of()
                : lineage.laterThanCodeOf(release.id(), target);
        Lineage.Member member = new Lineage.Member(release.id(), target.version(), release.openedAt(), target.codes(),
                before, false);
        return Decision.to(new PreRunning(Attempt.claim(1, now)), "version " + target.version() + " of "
                + target.service() + " is being deployed").about(target.freshIf(before.nothing()).after(later))
                .with(lineage.register(member));
    }

    /** The pre-traffic task was asked for. */
    public Decision preLaunched(Release release, PreRunning state, Launch launch, Instant now) {
        return preTraffic.launched(release, state, launch, now);
    }

    /** By when the pre-traffic task has to have ended; none is started after it. */
    public Instant preDeadline(Release release) {
        return preTraffic.deadline(release);
    }

    /** AWS could not be asked. Empty when that can be waited out. */
    public Optional<Decision> blind(Release release, String why, Instant now) {
        return preTraffic.blind(release, why, now);
    }

    /** What became of the release cannot be recorded. What its hook is told nevertheless; empty when that can be waited out. */
    public Optional<HookAnswer> unrecorded(Release release, State next, String why, Instant now) {
        if (next instanceof Bypassed) {
            return Optional.of(new HookAnswer.Succeeded());
        }
        return now.isBefore(preTraffic.lastMoment(release)) ? Optional.empty()
                : blind(release, why, now).map(decision -> new HookAnswer.Failed(decision.why()));
    }

    /** The pre-traffic task is known; this is how it stands. */
    public Decision preRunning(Release release, PreRunning state, TaskStatus task, Instant now) {
        return preTraffic.running(release, state, task, now);
    }

    /** The pre-traffic migrations are done and the deployment goes on. */
    public Decision armed(Release release, Armed state, DeploymentStatus deployment, Instant now) {
        return switch (deployment) {
            case DeploymentStatus.NotBegun(String what) when now.isAfter(release.openedAt()
                    .plus(rules.announcementLife())) -> {
                String words = "no deployment of " + what + " has begun since it was announced at "
                        + release.openedAt();
                yield Decision.to(new Disarmed(words), words);
            }
            case DeploymentStatus.NotBegun(String what) ->
                Decision.to(state, "waiting for the deployment: none of " + what + " has begun");
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
    public Decision draining(Release release, Draining state, Observation seen, Instant now) {
        return postTraffic.draining(release, state, seen, now);
    }

    /** The post-traffic task was asked for. */
    public Decision postLaunched(State.PostRunning state, Launch launch, Instant now) {
        return postTraffic.launched(state, launch, now);
    }

    /** The post-traffic task was claimed by an earlier wake-up that did not get to record it, and is not to be found. */
    public Claim postUnstarted(Release release, State.PostRunning state, Observation seen, Instant now) {
        return postTraffic.unstarted(release, state, seen, now);
    }

    /** The post-traffic task is known; this is how it stands. */
    public Decision postRunning(Release release, State.PostRunning state, TaskStatus task, Instant now) {
        return postTraffic.running(release, state, task, now);
    }

    /**
     * A person has cancelled the release. A running task is stopped first: how it ended decides.
     *
     * @param asked who and when
     */
    public Optional<Decision> cancelled(State state, Wish asked) {
        String reason = "cancelled " + asked;
        return switch (state) {
            case State.Opened _ -> Optional.of(Decision.to(new Refused(reason), reason));
            case PreRunning _ -> Optional.of(Decision.to(new State.PreFailed(reason), reason).andStopTask());
            case Armed _,Draining _ -> Optional.of(Decision.to(new Disarmed(reason), reason));
            case State.PostRunning _,State.Ended _ -> Optional.empty();
        };
    }

    /** Whether a claim without a task still entitles to start one. */
    public sealed interface Claim {
        /** Everything it rested on is still true: take it over. */
        record Holds() implements Claim {}

        /** It does not, or not now. */
        record Not(Decision decision) implements Claim {}
    }
}
