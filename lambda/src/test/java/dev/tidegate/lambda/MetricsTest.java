package dev.tidegate.lambda;

import static dev.tidegate.lambda.release.Samples.EVIDENCE;
import static dev.tidegate.lambda.release.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tidegate.lambda.json.JsonText;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.Samples;
import dev.tidegate.lambda.release.State;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MetricsTest {
    private static final Metrics METRICS = new Metrics("CodeDeployHook_tidegate");

    private static Release in(State state) {
        return Samples.in(Samples.nativeRelease(), state);
    }

    static Stream<Arguments> steps() {
        return Stream.of(arguments(new State.Opened(), new State.Armed(), "PreTrafficSeconds", 90L),
                arguments(new State.Armed(), new State.Completed(EVIDENCE), "PostTrafficSeconds", 90L),
                arguments(new State.Opened(), new State.PreFailed("why"), "Failures", 1L),
                arguments(new State.Opened(), new State.Refused("why"), "Failures", 1L),
                arguments(new State.Armed(), new State.PostFailed("why", EVIDENCE, 1), "Failures", 1L));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aStepIsMeasured(State from, State to, String name, long value) {
        assertThat(METRICS.ofStep(in(from), in(to), NOON.plusSeconds(90)).orElseThrow()).containsEntry(name, value)
                .containsEntry("Database", "orders").containsEntry("Function", "CodeDeployHook_tidegate");
    }

    /** Who refuses it is all that is known of it, and another function must not have to hear of it. */
    @Test
    void aFailureCountsForTheFunctionWhetherOrNotItsDatabaseIsKnown() {
        Release unknown = Samples.nativeRelease();
        Release refused = Samples.refusedUnseen();

        assertThat(METRICS.ofStep(unknown, refused, NOON).orElseThrow()).doesNotContainKey("Database");
        assertThat(dimensions(METRICS.ofStep(unknown, refused, NOON))).isEqualTo("[[\"Function\"]]");
        assertThat(dimensions(METRICS.ofStep(in(new State.Opened()), in(new State.Refused("why")), NOON))).isEqualTo(
                "[[\"Function\"],[\"Function\",\"Database\"]]");
    }

    private static String dimensions(Optional<Map<String, Object>> line) {
        return JsonText.of(line.orElseThrow()).replaceFirst(".*\"Dimensions\":(\\[\\[.*?]]).*", "$1");
    }

    @Test
    void aMetricIsInCloudWatchsEmbeddedFormat() {
        Map<String, Object> line = METRICS.ofWaiting(in(new State.Armed()), NOON.plusSeconds(7)).orElseThrow();

        assertThat(JsonText.of(line).replace("\"Unit\":\"Seconds\",\"Name\":\"ArmedSeconds\"",
                "\"Name\":\"ArmedSeconds\",\"Unit\":\"Seconds\"")).isEqualTo("{\"_aws\":{\"Timestamp\":1772366407000,"
                        + "\"CloudWatchMetrics\":[{\"Namespace\":\"Tidegate\",\"Dimensions\":[[\"Function\",\"Database\"]],"
                        + "\"Metrics\":[{\"Name\":\"ArmedSeconds\",\"Unit\":\"Seconds\"}]}]},"
                        + "\"Function\":\"CodeDeployHook_tidegate\",\"Database\":\"orders\",\"ArmedSeconds\":7,"
                        + "\"release\":\"dep42\"}");
    }

    @Test
    void whatDoesNotCountIsNotMeasured() {
        assertThat(METRICS.ofStep(in(new State.Armed()), in(new State.Armed()), NOON)).isEqualTo(Optional.empty());
        assertThat(METRICS.ofStep(in(new State.Armed()), in(new State.Disarmed("why")), NOON)).isEmpty();
        assertThat(METRICS.ofWaiting(in(new State.Completed(EVIDENCE)), NOON)).isEmpty();
    }
}
