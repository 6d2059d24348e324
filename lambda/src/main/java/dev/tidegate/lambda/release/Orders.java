package dev.tidegate.lambda.release;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.tidegate.lambda.drain.Evidence;

/** Writes the order for the migration task that a claim entitles to. The same claim always gives the same order. */
final class Orders {
    /** Characters, of the 8,192 that all overrides of a task may have (ECS API reference, RunTask). */
    private static final int MOST_LATER = 3_000;
    private static final int MOST_EVIDENCE = 2_000;

    private Orders() {}

    static TaskOrder of(Release release, State.Running state, Rules rules) {
        Target target = release.knownTarget();
        TaskKey key = new TaskKey(release.id(), state.phase(), state.attempt().number());
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("TIDEGATE_RELEASE", release.id().value());
        environment.put("TIDEGATE_VERSION", target.version());
        environment.put("TIDEGATE_PHASE", state.phase().text());
        environment.put("TIDEGATE_DEADLINE", deadline(release, state, rules).toString());
        if (state.phase() == Phase.PRE_TRAFFIC && target.fresh()) {
            environment.put("TIDEGATE_FRESH", "true");
        }
        if (state.phase() == Phase.PRE_TRAFFIC && !target.later().isEmpty()) {
            environment.put("TIDEGATE_LATER_RELEASES", later(target.later()));
        }
        if (state instanceof State.PostRunning(Attempt _, Evidence evidence, var _)) {
            environment.put("TIDEGATE_DRAINED_AT", evidence.drainedAt().toString());
            environment.put("TIDEGATE_EVIDENCE", Excerpt.of(evidence.summary(), MOST_EVIDENCE));
        }
        return new TaskOrder(key, target, environment);
    }

    /** The newest, as many as there is room for. */
    private static String later(List<ReleaseId> releases) {
        StringBuilder text = new StringBuilder();
        for (ReleaseId release : releases.reversed()) {
            if (text.length() + release.value().length() >= MOST_LATER) {
                break;
            }
            text.append(text.isEmpty() ? "" : ",").append(release.value());
        }
        return text.toString();
    }

    private static Instant deadline(Release release, State.Running state, Rules rules) {
        return switch (state.phase()) {
            case PRE_TRAFFIC -> release.openedAt().plus(rules.preLimit());
            case POST_TRAFFIC -> state.attempt().claimedAt().plus(rules.postLimit());
        };
    }
}
