package dev.tidegate.lambda;

import dev.tidegate.lambda.drain.Evidence;
import dev.tidegate.lambda.gate.Gate;
import dev.tidegate.lambda.release.HookAnswer;
import dev.tidegate.lambda.release.Outcome;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.State;
import dev.tidegate.lambda.release.Target;
import dev.tidegate.lambda.release.Transition;
import dev.tidegate.lambda.trigger.NativeHooks;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The JSON objects that the function returns. */
final class Answers {
    private Answers() {}

    static Map<String, Object> nothing() {
        return Map.of();
    }

    static Map<String, Object> error(String message) {
        return Map.of("error", message);
    }

    /** ECS takes any other or missing {@code hookStatus} for a failure and rolls back. */
    static Map<String, Object> hook(HookAnswer answer, Duration poll) {
        return switch (answer) {
            case HookAnswer.Succeeded() -> Map.of("hookStatus", "SUCCEEDED");
            case HookAnswer.Failed(String reason) -> {
                Map<String, Object> failed = new LinkedHashMap<>();
                failed.put("hookStatus", "FAILED");
                failed.put("reason", reason);
                yield failed;
            }
            case HookAnswer.NotYet() -> {
                Map<String, Object> notYet = new LinkedHashMap<>();
                notYet.put("hookStatus", "IN_PROGRESS");
                notYet.put("callBackDelay", poll.toSeconds());
                yield notYet;
            }
        };
    }

    /** Not yet, and nothing could be recorded: ECS is asked to remember since when it has been waiting. */
    static Map<String, Object> unrecorded(Duration poll, Instant since) {
        Map<String, Object> notYet = hook(new HookAnswer.NotYet(), poll);
        notYet.put("hookDetails", Map.of(NativeHooks.WAITING_SINCE, since));
        return notYet;
    }

    static Map<String, Object> explain(Outcome outcome) {
        Map<String, Object> answer = head(outcome.release());
        answer.put("why", outcome.why());
        if (!outcome.gates().isEmpty()) {
            answer.put("gates", outcome.gates().stream().map(Answers::gate).toList());
        }
        return answer;
    }

    private static Map<String, Object> gate(Gate gate) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("gate", gate.name());
        answer.put("open", gate.open());
        if (!gate.open()) {
            answer.put("why", gate.sentence());
        }
        return answer;
    }

    static Map<String, Object> list(List<Release> releases) {
        return Map.of("releases", releases.stream().map(release -> {
            Map<String, Object> answer = head(release);
            release.target().ifPresent(target -> answer.put("database", target.database()));
            answer.put("since", release.enteredAt());
            answer.put("why", release.history().getLast().why());
            return answer;
        }).toList());
    }

    static Map<String, Object> status(Release release) {
        Map<String, Object> answer = head(release);
        release.target().ifPresent(target -> answer.put("target", target(target)));
        evidence(release.state()).ifPresent(evidence -> answer.put("evidence", evidence.summary()));
        release.wishes().approval().ifPresent(wish -> answer.put("approved", wish));
        release.wishes().cancel().ifPresent(wish -> answer.put("cancelled", wish));
        release.lookAt().ifPresent(at -> answer.put("nextLookAt", at));
        answer.put("history", release.history().stream().map(Answers::transition).toList());
        return answer;
    }

    private static Map<String, Object> head(Release release) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("release", release.id());
        answer.put("version", release.version());
        answer.put("state", release.state().name());
        answer.put("openedAt", release.openedAt());
        return answer;
    }

    private static Map<String, Object> target(Target target) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("database", target.database());
        answer.put("cluster", target.cluster());
        answer.put("service", target.service());
        answer.put("taskDefinition", target.taskDefinition());
        answer.put("migrationTaskDefinition", target.migrationTaskDefinition());
        answer.put("codes", target.codes());
        return answer;
    }

    private static Optional<Evidence> evidence(State state) {
        return switch (state) {
            case State.PostRunning running -> Optional.of(running.evidence());
            case State.Completed completed -> Optional.of(completed.evidence());
            case State.PostFailed failed -> Optional.of(failed.evidence());
            case State.Opened _,State.PreRunning _,State.Armed _,State.Draining _,State.PreFailed _,State.Refused _,State.Bypassed _,State.Disarmed _ ->
                Optional.empty();
        };
    }

    private static Map<String, Object> transition(Transition transition) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("number", transition.number());
        answer.put("at", transition.at());
        answer.put("state", transition.state());
        answer.put("why", transition.why());
        return answer;
    }
}
