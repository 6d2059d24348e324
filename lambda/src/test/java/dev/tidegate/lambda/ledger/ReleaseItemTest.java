package dev.tidegate.lambda.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.lambda.drain.Clearance;
import dev.tidegate.lambda.drain.Evidence;
import dev.tidegate.lambda.drain.Code;
import dev.tidegate.lambda.drain.CodeIdentity;
import dev.tidegate.lambda.release.Attempt;
import dev.tidegate.lambda.release.Caller;
import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.Correspondence;
import dev.tidegate.lambda.release.Deployment;
import dev.tidegate.lambda.release.Hook;
import dev.tidegate.lambda.release.Phase;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.ReleaseId;
import dev.tidegate.lambda.release.Samples;
import dev.tidegate.lambda.release.State;
import dev.tidegate.lambda.release.Target;
import dev.tidegate.lambda.release.Transition;
import dev.tidegate.lambda.release.Wish;
import dev.tidegate.lambda.release.Wishes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ReleaseItemTest {
    private static final Duration KEEP = Duration.ofDays(90);
    private static final Instant NANOS = Instant.parse("2026-03-01T12:00:00.123456789Z");
    private static final Evidence EVIDENCE = new Evidence(new Clearance(NANOS, List.of(), 0, 0, Optional.empty()),
            new Clearance(NANOS.plusSeconds(30), List.of("service \"web\""), 7, 5, Optional.of(NANOS)));

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
                new State.Bypassed("why"), new State.Disarmed("why"), new State.PostFailed("why", EVIDENCE, 7));
    }

    static Stream<Release> releases() {
        List<Deployment> deployments = List.of(Samples.NATIVE, Samples.CODE_DEPLOY,
                new Deployment.Announced("orders", Optional.empty(), "web:42"),
                new Deployment.Announced("orders", Optional.of("web"), "web:42"));
        List<Optional<Target>> targets = List.of(Optional.empty(), Optional.of(Samples.TARGET), Optional.of(new Target(
                "orders", "shop", "web", "web:42", "td", "mtd", Set.of(new Code(new CodeIdentity.ImageDigest(),
                        "sha256:1"),
                        new Code(new CodeIdentity.Environment("SHA"), "a42")), true, List.of(new ReleaseId("dep43"),
                                new ReleaseId("dep44")))));
        Wishes asked = new Wishes(Optional.of(new Wish("ann", NANOS)), Optional.of(new Wish("bob", NANOS)));
        List<Correspondence> letters = List.of(Correspondence.NONE, Correspondence.of(new Hook("x")),
                new Correspondence(List.of(new Hook("x", true), new Hook("y")), List.of(new Caller(Phase.PRE_TRAFFIC,
                        "t1", true), new Caller(Phase.POST_TRAFFIC, "t2")), 1, Optional.of(new Attempt(2, NANOS, NANOS,
                                Optional.of(new Attempt.Started("task", NANOS)))), Optional.of(NANOS)));
        List<Release> releases = new ArrayList<>();
        for (State state : states()) {
            for (Deployment deployment : deployments) {
                for (Optional<Target> target : targets) {
                    for (Correspondence letter : letters) {
                        boolean even = releases.size() % 2 == 0;
                        releases.add(new Release(new ReleaseId("r-1"), deployment, NANOS, target, letter, even
                                ? Wishes.NONE
                                : asked, state, even ? Optional.empty() : Optional.of(NANOS), releases.size(), List.of(
                                        new Transition(1, NANOS, "Opened", "why"), new Transition(300, NANOS.plusNanos(
                                                1), state.name(), "because"))));
                    }
                }
            }
        }
        return releases.stream();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void aReleaseIsReadBackAsItWasWritten(Release release) {
        Map<String, AttributeValue> item = ReleaseItem.of(release, KEEP);

        assertThat(ReleaseItem.release(item)).isEqualTo(release);
        assertThat(item.containsKey("open")).isEqualTo(release.needsAttention());
    }

    @Test
    void everyStateHasBeenTried() {
        assertThat(states().stream().map(State::name).distinct()).hasSize(11);
    }

    @Test
    void anItemOfANewerVersionIsLeftAlone() {
        Map<String, AttributeValue> item = new HashMap<>(ReleaseItem.of(Samples.nativeRelease(), KEEP));
        item.put("schema", AttributeValue.fromN("3"));

        assertThatThrownBy(() -> ReleaseItem.release(item)).isInstanceOf(Cloud.Unavailable.class).hasMessage(
                "release dep42 was written by a newer version of the function (schema 3, this one knows 2); leaving it"
                        + " alone");
    }

    @Test
    void aStateOfANewerVersionIsNotGuessedAt() {
        Map<String, AttributeValue> item = new HashMap<>(ReleaseItem.of(Samples.nativeRelease(), KEEP));
        item.put("state", AttributeValue.fromM(Map.of("name", AttributeValue.fromS("Paused"))));

        assertThatThrownBy(() -> ReleaseItem.release(item)).isInstanceOf(IllegalStateException.class)
                .hasMessage("ledger item is in state \"Paused\", which this version does not know");
    }

    @Test
    void aDeploymentOfANewerVersionIsNotGuessedAt() {
        Map<String, AttributeValue> item = new HashMap<>(ReleaseItem.of(Samples.nativeRelease(), KEEP));
        item.put("deployment", AttributeValue.fromM(Map.of("controller", AttributeValue.fromS("EXTERNAL"))));

        assertThatThrownBy(() -> ReleaseItem.release(item)).isInstanceOf(IllegalStateException.class)
                .hasMessage("ledger item has controller \"EXTERNAL\", which this version does not know");
    }

    @Test
    void anAttributeThatIsMissingIsNamed() {
        Map<String, AttributeValue> item = new HashMap<>(ReleaseItem.of(Samples.nativeRelease(), KEEP));
        item.remove("revision");

        assertThatThrownBy(() -> ReleaseItem.release(item)).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("ledger item lacks \"revision\"; it has ");
    }
}
