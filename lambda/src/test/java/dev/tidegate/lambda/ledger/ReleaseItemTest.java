package dev.tidegate.lambda.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.lambda.drain.Clearance;
import dev.tidegate.lambda.drain.Evidence;
import dev.tidegate.lambda.release.Attempt;
import dev.tidegate.lambda.release.Deployment;
import dev.tidegate.lambda.release.Hook;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.ReleaseId;
import dev.tidegate.lambda.release.Samples;
import dev.tidegate.lambda.release.State;
import dev.tidegate.lambda.release.Target;
import dev.tidegate.lambda.release.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ReleaseItemTest {
    private static final Instant NANOS = Instant.parse("2026-03-01T12:00:00.123456789Z");
    private static final Evidence EVIDENCE = new Evidence(new Clearance(NANOS, 0, 0, Optional.empty()),
            new Clearance(NANOS.plusSeconds(30), 7, 5, Optional.of(NANOS)));

    private static List<State> states() {
        Attempt claimed = new Attempt(3, NANOS, NANOS.plusSeconds(60), Optional.empty());
        Attempt started = new Attempt(999_999, NANOS, NANOS, Optional.of(new Attempt.Started("task/1", NANOS.plusNanos(
                1))));
        return List.of(new State.Opened(), new State.PreRunning(claimed), new State.PreRunning(started),
                new State.Armed(), new State.Draining(Optional.empty(), Optional.empty(), Optional.empty(),
                        new State.Tries(0, 0)),
                new State.Draining(Optional.of(EVIDENCE.second()), Optional.of(NANOS), Optional.of(NANOS),
                        new State.Tries(12, 3)),
                new State.PostRunning(claimed, EVIDENCE, new State.Tries(1, 0)), new State.PostRunning(started,
                        EVIDENCE, new State.Tries(1, 0)),
                new State.Completed(EVIDENCE), new State.PreFailed("why \"quoted\" äß\n"), new State.Refused(""),
                new State.Bypassed("why"), new State.Disarmed("why"), new State.PostFailed("why", EVIDENCE));
    }

    static Stream<Release> releases() {
        List<Deployment> deployments = List.of(Samples.NATIVE, Samples.CODE_DEPLOY,
                new Deployment.Announced("orders", "web:42"));
        List<Optional<Target>> targets = List.of(Optional.empty(), Optional.of(Samples.TARGET));
        List<Optional<Hook>> hooks = List.of(Optional.empty(), Optional.of(new Hook("x", false)),
                Optional.of(new Hook("x", true)));
        List<Release> releases = new ArrayList<>();
        for (State state : states()) {
            for (Deployment deployment : deployments) {
                for (Optional<Target> target : targets) {
                    for (Optional<Hook> hook : hooks) {
                        releases.add(new Release(new ReleaseId("r-1"), deployment, NANOS, target, hook, state,
                                releases.size(), List.of(new Transition(NANOS, "Opened", "why"),
                                        new Transition(NANOS.plusNanos(1), state.name(), "because"))));
                    }
                }
            }
        }
        return releases.stream();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void aReleaseIsReadBackAsItWasWritten(Release release) {
        Map<String, AttributeValue> item = ReleaseItem.of(release);

        assertThat(ReleaseItem.release(item)).isEqualTo(release);
        assertThat(item.containsKey("open")).isEqualTo(release.needsAttention());
    }

    @Test
    void everyStateHasBeenTried() {
        assertThat(states().stream().map(State::name).distinct()).hasSize(11);
    }

    @Test
    void attentionIsNeededUntilTheEndAndUntilTheHookIsAnswered() {
        Release opened = Samples.codeDeployRelease();
        assertThat(opened.needsAttention()).isTrue();
        assertThat(Samples.in(opened, new State.Disarmed("why")).needsAttention()).isTrue();
        assertThat(Samples.in(Samples.nativeRelease(), new State.Disarmed("why")).needsAttention()).isFalse();
        assertThat(Samples.in(Samples.nativeRelease(), new State.Armed()).needsAttention())
                .isTrue();
    }

    @Test
    void aStateOfANewerVersionIsNotGuessedAt() {
        Map<String, AttributeValue> item = new HashMap<>(ReleaseItem.of(Samples.nativeRelease()));
        item.put("state", AttributeValue.fromM(Map.of("name", AttributeValue.fromS("Paused"))));

        assertThatThrownBy(() -> ReleaseItem.release(item)).isInstanceOf(IllegalStateException.class)
                .hasMessage("ledger item is in state \"Paused\", which this version does not know");
    }

    @Test
    void aDeploymentOfANewerVersionIsNotGuessedAt() {
        Map<String, AttributeValue> item = new HashMap<>(ReleaseItem.of(Samples.nativeRelease()));
        item.put("deployment", AttributeValue.fromM(Map.of("controller", AttributeValue.fromS("EXTERNAL"))));

        assertThatThrownBy(() -> ReleaseItem.release(item)).isInstanceOf(IllegalStateException.class)
                .hasMessage("ledger item has controller \"EXTERNAL\", which this version does not know");
    }

    @Test
    void anAttributeThatIsMissingIsNamed() {
        Map<String, AttributeValue> item = new HashMap<>(ReleaseItem.of(Samples.nativeRelease()));
        item.remove("revision");

        assertThatThrownBy(() -> ReleaseItem.release(item)).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("ledger item lacks \"revision\"; it has ");
    }
}
