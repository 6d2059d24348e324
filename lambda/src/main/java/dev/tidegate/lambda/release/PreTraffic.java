package dev.tidegate.lambda.release;

import java.time.Instant;
import java.util.Optional;

import dev.tidegate.lambda.release.State.Armed;
import dev.tidegate.lambda.release.State.PreFailed;
import dev.tidegate.lambda.release.State.PreRunning;
import dev.tidegate.lambda.release.State.Refused;

/** The pre-traffic half of the policy. Nothing has moved yet, so every doubt fails the deployment. */
final class PreTraffic {
    private final Rules rules;

    PreTraffic(Rules rules) {
        this.rules = rules;
    }

    Decision launched(Release release, PreRunning state, Launch launch, Instant now) {
        return switch (launch) {
            case Launch.Started(String task) ->
                Decision.to(state.startedAs(task, now), "pre-traffic migration task started");
            case Launch.NotNow(String reason) ->
                again(release, state, "the migration task could not be started: " + reason, now);
            case Launch.Impossible(String reason) -> fail("the migration task cannot be started: " + reason);
        };
    }

    Decision running(Release release, PreRunning state, TaskStatus task, Instant now) {
        return switch (task) {
            case TaskStatus.Exited(int code, String reason, var _) ->
                exited(release, state, ExitCode.of(code), code + ": " + ExitCode.words(code) + tail(reason), now);
            case TaskStatus.NeverStarted(String reason) ->
                again(release, state, "the migration task never started: " + reason, now);
            case TaskStatus.Lost(String reason) ->
                again(release, state, "the migration task was cut off: " + reason, now);
            case TaskStatus.Missing() when state.attempt().outlived(rules.claimLife(), now) ->
                again(release, state, "the migration task is no longer known to ECS", now);
            case TaskStatus.Missing() -> Decision.to(state, "the pre-traffic migration task is not listed yet");
            case TaskStatus.Alive(String status) ->
                alive(release, state, "pre-traffic migration task is " + status, now);
            case TaskStatus.Unknown(String why) ->
                alive(release, state, "cannot see the pre-traffic migration task: " + why, now);
        };
    }

    private Decision exited(Release release, PreRunning state, ExitCode exit, String how, Instant now) {
        String words = "pre-traffic migration task exited " + how;
        return switch (exit) {
            case DONE -> Decision.to(new Armed(), "pre-traffic migrations are committed");
            case UNREACHABLE -> again(release, state, words, now);
            case USAGE, MIGRATION_FAILED, REFUSED, LOCKED, DEADLINE, NOT_YET, OTHER -> fail(words);
        };
    }

    /** CodeDeploy gives a hook one hour: a task that ignores its deadline is stopped, then given up. */
    private Decision alive(Release release, PreRunning state, String words, Instant now) {
        Instant deadline = deadline(release);
        if (now.isBefore(deadline.plus(rules.grace()))) {
            return Decision.to(state, words);
        }
        if (now.isBefore(lastMoment(release))) {
            return Decision.to(state, words + "; stopping it: its deadline was " + deadline).andStopTask();
        }
        return fail(words + " although its deadline was " + deadline).andStopTask();
    }

    /** When the hook has to have its answer soon, and no task may be started any more. */
    Instant deadline(Release release) {
        return release.openedAt().plus(rules.preLimit());
    }

    /** AWS cannot be asked. A hook is not kept waiting for it beyond the deadline; whatever can wait does. */
    Optional<Decision> blind(Release release, String why, Instant now) {
        if (now.isBefore(deadline(release))) {
            return Optional.empty();
        }
        String reason = why + "; still so at the deadline, " + deadline(release);
        return switch (release.state()) {
            case State.Opened _ -> Optional.of(Decision.to(new Refused(reason), reason));
            case PreRunning _ -> Optional.of(fail(reason).andStopTask());
            case State.Armed _,State.Draining _,State.PostRunning _,State.Ended _ -> Optional.empty();
        };
    }

    /** Until when a hook waits for its answer to be recorded: when a task that overruns would be given up, too. */
    Instant lastMoment(Release release) {
        return deadline(release).plus(rules.grace().multipliedBy(2));
    }

    private Decision again(Release release, PreRunning state, String words, Instant now) {
        int number = state.attempt().number();
        if (number >= rules.startAttempts()) {
            return fail(words + " (attempt " + number + " of " + rules.startAttempts() + ")");
        }
        Instant startAfter = now.plus(rules.retryAfter());
        if (!startAfter.isBefore(deadline(release))) {
            return fail(words + " (no time is left to try again: the deadline is " + deadline(release) + ")");
        }
        return Decision.to(new PreRunning(state.attempt().next(now, startAfter)),
                words + "; trying again at " + startAfter);
    }

    private static Decision fail(String reason) {
        return Decision.to(new PreFailed(reason), reason);
    }

    private static String tail(String reason) {
        return reason.isBlank() ? "" : " (" + reason + ")";
    }
}
