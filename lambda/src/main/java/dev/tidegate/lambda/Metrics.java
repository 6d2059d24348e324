package dev.tidegate.lambda;

import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.State;
import dev.tidegate.lambda.release.Target;
import dev.tidegate.lambda.release.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Metrics as log lines in CloudWatch's embedded metric format, which costs no call: namespace {@code Tidegate},
 * dimensions {@code Function} and {@code Database}. Failures are also counted by {@code Function} alone, because a
 * release may be refused before its database is known.
 */
final class Metrics {
    private static final String NAMESPACE = "Tidegate";
    private static final String FUNCTION = "Function";
    private static final String DATABASE = "Database";

    private final String function;

    /** @param function the name of this function: another one may have a database of the same name */
    Metrics(String function) {
        this.function = function;
    }

    /** What a step of a release tells. */
    Optional<Map<String, Object>> ofStep(Release before, Release after, Instant now) {
        if (before.state().name().equals(after.state().name())) {
            return Optional.empty();
        }
        Duration taken = Duration.between(before.enteredAt(), now);
        return switch (after.state()) {
            case State.Armed _ -> Optional.of(seconds("PreTrafficSeconds", taken, after, now));
            case State.PostRunning _ -> Optional.of(seconds("DrainSeconds", taken, after, now));
            case State.Completed _ -> Optional.of(seconds("PostTrafficSeconds", taken, after, now));
            case State.PreFailed _,State.PostFailed _,State.Refused _ ->
                Optional.of(failure(after, now));
            case State.Opened _,State.PreRunning _,State.Draining _,State.Bypassed _,State.Disarmed _ ->
                Optional.empty();
        };
    }

    /** How long a release has been waiting for its post-traffic phase; the maximum is that of the oldest. */
    Optional<Map<String, Object>> ofWaiting(Release release, Instant now) {
        return switch (release.state()) {
            case State.Armed _,State.Draining _ -> Optional.of(seconds("ArmedSeconds", Duration.between(armedAt(
                    release), now), release, now));
            case State.Opened _,State.PreRunning _,State.PostRunning _,State.Ended _ -> Optional.empty();
        };
    }

    private static Instant armedAt(Release release) {
        return release.history().stream().filter(step -> step.state().equals("Armed")).map(Transition::at).findFirst()
                .orElse(release.openedAt());
    }

    private Map<String, Object> seconds(String name, Duration duration, Release release, Instant now) {
        return metric(name, "Seconds", duration.toSeconds(), release, now, List.of(List.of(FUNCTION, DATABASE)));
    }

    private Map<String, Object> failure(Release release, Instant now) {
        return metric("Failures", "Count", 1, release, now, release.target().isPresent() ? List.of(List.of(FUNCTION),
                List.of(FUNCTION, DATABASE)) : List.of(List.of(FUNCTION)));
    }

    private Map<String, Object> metric(String name, String unit, long value, Release release, Instant now,
            List<List<String>> dimensions) {
        Map<String, Object> directive = new LinkedHashMap<>();
        directive.put("Namespace", NAMESPACE);
        directive.put("Dimensions", dimensions);
        directive.put("Metrics", List.of(Map.of("Name", name, "Unit", unit)));
        Map<String, Object> aws = new LinkedHashMap<>();
        aws.put("Timestamp", now.toEpochMilli());
        aws.put("CloudWatchMetrics", List.of(directive));
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("_aws", aws);
        line.put(FUNCTION, function);
        release.target().map(Target::database).ifPresent(database -> line.put(DATABASE, database));
        line.put(name, value);
        line.put("release", release.id());
        return line;
    }
}
