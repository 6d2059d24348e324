package dev.tidegate.lambda.release;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tidegate.lambda.drain.Clearance;
import dev.tidegate.lambda.drain.DrainReading;
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
    private final Rules rules;

    PostTraffic(Rules rules) {
        this.rules = rules;
    }

    Decision draining(Draining state, DeploymentStatus deployment, DrainReading reading, Instant now) {
        return switch (deployment) {
            case DeploymentStatus.Failed(String how) -> Decision.to(new Disarmed(how), how);
            case DeploymentStatus.Superseded(String by) -> Decision.to(new Disarmed(by), by);
            case DeploymentStatus.UnderWay(String phase) ->
                Decision.to(state.seenNothing(), "waiting for the deployment: it is in " + phase);
            case DeploymentStatus.Unknown(String why) ->
                Decision.to(state.seenNothing(), "waiting for the deployment: cannot see how it stands: " + why);
            case DeploymentStatus.Succeeded() -> drained(state, DrainRule.judge(reading), now);
        };
    }

    private Decision drained(Draining state, DrainVerdict verdict, Instant now) {
        return switch (verdict) {
            case DrainVerdict.NotClear(String sentence) -> Decision.to(state.seenOldCode(), sentence);
            case DrainVerdict.NotSeen(String sentence) -> Decision.to(state.seenNothing(), sentence);
            case DrainVerdict.Clear(Clearance clearance) -> settled(state, clearance, now);
        };
    }

    private Decision settled(Draining state, Clearance second, Instant now) {
        Clearance first = state.clear().orElse(second);
        List<Gate> gates = List.of(settle(first, second), backOff(state, now));
        List<String> waits = Gate.waits(gates);
        if (!waits.isEmpty()) {
            return Decision.to(state.seenClear(first), String.join("; ", waits));
        }
        Evidence evidence = new Evidence(state.goneSince().orElse(second.at()), first, second);
        State.Tries tries = state.tries().another();
        return Decision.to(new PostRunning(Attempt.claim(tries.made(), now), evidence, tries),
                "the old code is gone: " + evidence.summary());
    }

    private Gate settle(Clearance first, Clearance second) {
        Instant open = first.at().plus(rules.settle());
        return second.at().isBefore(open)
                ? Gate.closed("drained", "no old code seen at " + first.at() + "; looking again at " + open)
                : Gate.open("drained");
    }

    private static Gate backOff(Draining state, Instant now) {
        return state.notBefore().filter(now::isBefore)
                .map(at -> Gate.closed("back-off", "the next attempt is due at " + at)).orElse(Gate.open("back-off"));
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
    Policy.Claim unstarted(PostRunning state, DeploymentStatus deployment, DrainReading reading, Instant now) {
        boolean current = deployment instanceof DeploymentStatus.Succeeded;
        DrainVerdict verdict = DrainRule.judge(reading);
        if (current && verdict instanceof DrainVerdict.Clear) {
            return new Policy.Claim.Holds();
        }
        if (!state.attempt().outlived(rules.claimLife(), now)) {
            return new Policy.Claim.Not(
                    Decision.to(state, "a post-traffic task was claimed but is not to be seen; looking again"));
        }
        return new Policy.Claim.Not(draining(back(state, Optional.empty(), state.tries()), deployment, reading, now));
    }

    Decision running(PostRunning state, TaskStatus task, Instant now) {
        return switch (task) {
            case TaskStatus.Exited exited -> exited(state, exited, now);
            case TaskStatus.NeverStarted(String reason) ->
                again(state, "the migration task never started: " + reason, now);
            case TaskStatus.Lost(String reason) -> again(state, "the migration task was cut off: " + reason, now);
            case TaskStatus.Missing() when state.attempt().outlived(rules.claimLife(), now) ->
                again(state, "the migration task is no longer known to ECS", now);
            case TaskStatus.Missing() -> Decision.to(state, "the post-traffic migration task is not listed yet");
            case TaskStatus.Alive(String status) -> alive(state, "post-traffic migration task is " + status, now);
            case TaskStatus.Unknown(String why) ->
                alive(state, "cannot see the post-traffic migration task: " + why, now);
        };
    }

    private Decision exited(PostRunning state, TaskStatus.Exited exited, Instant now) {
        ExitCode exit = ExitCode.of(exited.exitCode());
        String words = "post-traffic migration task exited " + exited.exitCode() + ": " + exit.words()
                + (exited.reason().isBlank() ? "" : " (" + exited.reason() + ")");
        return switch (exit) {
            case DONE -> Decision.to(new Completed(state.evidence()), "post-traffic migrations are committed");
            case NOT_YET -> comeBack(state, words, exited.notBefore().filter(now::isBefore)
                    .orElseGet(() -> now.plus(pause(state.tries().made()))), state.tries());
            case LOCKED, DEADLINE, UNREACHABLE -> again(state, words, now);
            case USAGE, MIGRATION_FAILED, REFUSED, OTHER -> fail(state, words);
        };
    }

    private Decision alive(PostRunning state, String words, Instant now) {
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
        return Decision.to(new PostFailed(reason, state.evidence()), reason);
    }
}
