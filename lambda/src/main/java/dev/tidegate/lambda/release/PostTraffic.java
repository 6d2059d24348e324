package dev.tidegate.lambda.release;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tidegate.lambda.drain.Code;
import dev.tidegate.lambda.drain.DrainRule;
import dev.tidegate.lambda.drain.DrainVerdict;
import dev.tidegate.lambda.drain.Evidence;
import dev.tidegate.lambda.gate.Gate;
import dev.tidegate.lambda.release.State.Completed;
import dev.tidegate.lambda.release.State.Disarmed;
import dev.tidegate.lambda.release.State.Draining;
import dev.tidegate.lambda.release.State.PostFailed;
import dev.tidegate.lambda.release.State.PostRunning;

/** The post-traffic half of the policy. Waiting is always safe here, so every doubt waits. */
final class PostTraffic {
    private static final Duration LONGEST_WAIT = Duration.ofDays(80);
    /** How long wake-up after wake-up takes the claim over without a task, while releases that come later wait for it. */
    private static final Duration LONGEST_CLAIM = Duration.ofMinutes(15);

    private final Rules rules;
    private final Gates gates;

    PostTraffic(Rules rules) {
        this.rules = rules;
        this.gates = new Gates(rules);
    }

    Decision draining(Release release, Draining state, Observation seen, Instant now) {
        return switch (seen.deployment()) {
            case DeploymentStatus.Failed(String how) -> Decision.to(new Disarmed(how), how);
            case DeploymentStatus.Superseded(String by) -> Decision.to(new Disarmed(by), by);
            case DeploymentStatus.NotBegun(String what) -> deploying(state, "none of " + what + " has begun");
            case DeploymentStatus.UnderWay(String phase) -> deploying(state, "it is in " + phase);
            case DeploymentStatus.Unknown(String why) -> deploying(state, "cannot see how it stands: " + why);
            case DeploymentStatus.Succeeded() -> deployed(release, state, seen, now);
        };
    }

    private static Decision deploying(Draining state, String how) {
        return Decision.waiting(state.seenNothing(), List.of(Gate.closed("deployed",
                "waiting for the deployment: " + how)));
    }

    private Decision deployed(Release release, Draining before, Observation seen, Instant now) {
        DrainVerdict verdict = DrainRule.judge(seen.readings(), newCode(release, seen.lineage()));
        Draining state = gates.look(before, verdict, now);
        List<Gate> all = gates.of(release, state, verdict, seen, now);
        if (!(verdict instanceof DrainVerdict.Clear(var second)) || !Gate.waits(all).isEmpty()) {
            return Decision.waiting(state, all).remembering(seen.lineage(), seen.lineage().remembering(seen
                    .readings()));
        }
        Evidence evidence = new Evidence(state.goneSince().orElse(second.at()), state.clear().orElse(second), second);
        State.Tries tries = state.tries().another();
        return Decision.to(new PostRunning(Attempt.claim(tries.made(), now), evidence, tries),
                "the old code is gone: " + evidence.summary()).with(seen.lineage().remembering(seen.readings())
                        .contracting(release.id()));
    }

    private static Set<Code> newCode(Release release, Lineage lineage) {
        Set<Code> codes = new HashSet<>(release.knownTarget().codes());
        codes.addAll(lineage.newCode(release.id()));
        return codes;
    }

    Decision launched(PostRunning state, Launch launch, Instant now) {
        return switch (launch) {
            case Launch.Started(String task) ->
                Decision.to(state.startedAs(task, now), "post-traffic migration task started");
            case Launch.NotNow(String reason) ->
                again(state, "the migration task could not be started: " + reason, now);
            case Launch.Impossible(String reason) ->
                fail(state, "the migration task cannot be started: " + reason);
        };
    }

    /**
     * Between the claim and now anything can have happened, so what the claim rested on is looked at again. A task may
     * have been started all the same and be listed late: the claim is only dropped after that time.
     */
    Policy.Claim unstarted(Release release, PostRunning state, Observation seen, Instant now) {
        boolean current = seen.deployment() instanceof DeploymentStatus.Succeeded;
        DrainVerdict verdict = DrainRule.judge(seen.readings(), newCode(release, seen.lineage()));
        boolean wanted = release.wishes().cancel().isEmpty() && seen.alarms() instanceof AlarmReading.Quiet;
        boolean tooLong = !state.attempt().claimedAt().isBefore(release.enteredAt().plus(LONGEST_CLAIM));
        if (current && wanted && verdict instanceof DrainVerdict.Clear && !tooLong) {
            return new Policy.Claim.Holds();
        }
        if (!state.attempt().outlived(rules.claimLife(), now)) {
            return new Policy.Claim.Not(
                    Decision.to(state, "a post-traffic task was claimed but is not to be seen; looking again"));
        }
        return new Policy.Claim.Not(tooLong
                ? again(state, "the migration task could not be started since " + release.enteredAt(), now)
                : Decision.to(back(state, Optional.empty(), state.tries()),
                        "the post-traffic task that was claimed was never started"));
    }

    Decision running(Release release, PostRunning state, TaskStatus task, Instant now) {
        Optional<Wish> cancel = release.wishes().cancel();
        return switch (task) {
            case TaskStatus.Exited exited -> exited(state, exited, cancel, now);
            case TaskStatus.NeverStarted(String reason) ->
                ended(state, "the migration task never started: " + reason, cancel, now);
            case TaskStatus.Lost(String reason) ->
                ended(state, "the migration task was cut off: " + reason, cancel, now);
            case TaskStatus.Missing() when state.attempt().outlived(rules.claimLife(), now) ->
                ended(state, "the migration task is no longer known to ECS", cancel, now);
            case TaskStatus.Missing() -> Decision.to(state, "the post-traffic migration task is not listed yet");
            case TaskStatus.Alive(String status) ->
                alive(state, "post-traffic migration task is " + status, cancel, now);
            case TaskStatus.Unknown(String why) ->
                alive(state, "cannot see the post-traffic migration task: " + why, cancel, now);
        };
    }

    private Decision exited(PostRunning state, TaskStatus.Exited exited, Optional<Wish> cancel, Instant now) {
        ExitCode exit = ExitCode.of(exited.exitCode());
        String words = "post-traffic migration task exited " + exited.exitCode() + ": " + ExitCode.words(exited
                .exitCode())
                + (exited.reason().isBlank() ? "" : " (" + exited.reason() + ")");
        return switch (exit) {
            case DONE -> Decision.to(new Completed(state.evidence()), "post-traffic migrations are committed");
            case NOT_YET -> cancel.map(wish -> cancelled(wish, words)).orElseGet(() -> comeBack(state, words, exited
                    .notBefore().filter(now::isBefore).map(at -> notTooLate(at, now)).orElseGet(() -> now.plus(pause(
                            state.tries().made()))), state
                                    .tries()));
            case LOCKED, DEADLINE, UNREACHABLE -> ended(state, words, cancel, now);
            case USAGE, MIGRATION_FAILED, REFUSED, OTHER ->
                cancel.map(wish -> cancelled(wish, words)).orElseGet(() -> fail(state, words));
        };
    }

    /** Whatever a task says, a release must not wait for ever. */
    private static Instant notTooLate(Instant wanted, Instant now) {
        Instant latest = now.plus(LONGEST_WAIT);
        return wanted.isAfter(latest) ? latest : wanted;
    }

    private Decision ended(PostRunning state, String words, Optional<Wish> cancel, Instant now) {
        return cancel.map(wish -> cancelled(wish, words)).orElseGet(() -> again(state, words, now));
    }

    private static Decision cancelled(Wish wish, String words) {
        String reason = "cancelled " + wish + "; " + words;
        return Decision.to(new Disarmed(reason), reason);
    }

    private Decision alive(PostRunning state, String words, Optional<Wish> cancel, Instant now) {
        if (cancel.isPresent()) {
            return Decision.to(state, words + "; stopping it: cancelled " + cancel.get()).andStopTask();
        }
        Instant deadline = state.attempt().claimedAt().plus(rules.postLimit());
        boolean overrun = now.isAfter(deadline.plus(rules.grace()));
        return overrun
                ? Decision.to(state, words + "; stopping it: its deadline was " + deadline).andStopTask()
                : Decision.to(state, words);
    }

    private Decision again(PostRunning state, String words, Instant now) {
        State.Tries tries = state.tries().anotherFailure();
        if (tries.failed() >= rules.postAttempts()) {
            return fail(state, words + " (failure " + tries.failed() + " of " + rules.postAttempts() + ")");
        }
        return comeBack(state, words, now.plus(pause(tries.failed())), tries);
    }

    private Duration pause(int times) {
        return rules.retryAfter().multipliedBy(1L << Math.min(times - 1, 5));
    }

    /** Back to the gates: what was proven before the attempt has to be proven again after it. */
    private static Decision comeBack(PostRunning state, String words, Instant next, State.Tries tries) {
        return Decision.to(back(state, Optional.of(next), tries), words + "; trying again at " + next);
    }

    private static Draining back(PostRunning state, Optional<Instant> notBefore, State.Tries tries) {
        return new Draining(Optional.empty(), Optional.of(state.evidence().drainedAt()), notBefore, tries);
    }

    private static Decision fail(PostRunning state, String reason) {
        return Decision.to(new PostFailed(reason, state.evidence(), state.tries().made()), reason);
    }
}
