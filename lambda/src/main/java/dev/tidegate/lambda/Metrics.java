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
 * Metrics as log lines in CloudWatch's embedded metric format, which costs no call: namespace {@code Tidegate}, one
 * dimension {@code Database}.
 */
final class Metrics {
    private static final String NAMESPACE = "Tidegate";
    private static final String DIMENSION = "Database";

    private Metrics() {}

    /** What a step of a release tells. */
    static Optional<Map<String, Object>> ofStep(Release before, Release after, Instant now) {
        if (before.state().name().equals(after.state().name())) {
            return Optional.empty();
        }
        Duration taken = Duration.between(before.enteredAt(), now);
        return switch (after.state()) {
            case State.Armed _ -> Optional.of(seconds("PreTrafficSeconds", taken, after, now));
            case State.PostRunning _ -> Optional.of(seconds("DrainSeconds", taken, after, now));
            case State.Completed _ -> Optional.of(seconds("PostTrafficSeconds", taken, after, now));
            case State.PreFailed _,State.PostFailed _,State.Refused _ ->
                Optional.of(metric("Failures", "Count", 1, after, now));
            case State.Opened _,State.PreRunning _,State.Draining _,State.Bypassed _,State.Disarmed _ ->
                Optional.empty();
        };
    }

    /** How long a release has been waiting for its post-traffic phase; the maximum is that of the oldest. */
    static Optional<Map<String, Object>> ofWaiting(Release release, Instant now) {
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

    private static Map<String, Object> seconds(String name, Duration duration, Release release, Instant now) {
        return metric(name, "Seconds", duration.toSeconds(), release, now);
    }

    private static Map<String, Object> metric(String name, String unit, long value, Release release, Instant now) {
        Map<String, Object> directive = new LinkedHashMap<>();
        directive.put("Namespace", NAMESPACE);
        directive.put("Dimensions", List.of(List.of(DIMENSION)));
        directive.put("Metrics", List.of(Map.of("Name", name, "Unit", unit)));
        Map<String, Object> aws = new LinkedHashMap<>();
        aws.put("Timestamp", now.toEpochMilli());
        aws.put("CloudWatchMetrics", List.of(directive));
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("_aws", aws);
        line.put(DIMENSION, release.target().map(Target::database).orElse("unknown"));
        line.put(name, value);
        line.put("release", release.id());
        return line;
    }
}
