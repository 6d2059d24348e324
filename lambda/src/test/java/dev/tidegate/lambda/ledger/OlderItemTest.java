package dev.tidegate.lambda.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lambda.json.Json;
import dev.tidegate.lambda.release.Deployment;
import dev.tidegate.lambda.release.Hook;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.State;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items as the first version of the function wrote them. */
class OlderItemTest {
    private static Map<String, AttributeValue> item(String name) throws IOException {
        try (InputStream in = OlderItemTest.class.getResourceAsStream("/items/" + name + ".json")) {
            return attributes(Json.parse(in));
        }
    }

    /** DynamoDB's own JSON. */
    private static Map<String, AttributeValue> attributes(Json json) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        json.members().forEach((member, value) -> attributes.put(member, attribute(value)));
        return attributes;
    }

    private static AttributeValue attribute(Json json) {
        Map.Entry<String, Json> typed = json.members().entrySet().iterator().next();
        return switch (typed.getKey()) {
            case "S" -> AttributeValue.fromS(typed.getValue().asText());
            case "N" -> AttributeValue.fromN(typed.getValue().asText());
            case "BOOL" -> AttributeValue.fromBool(typed.getValue().asBoolean().orElseThrow());
            case "L" -> AttributeValue.fromL(typed.getValue().elements().stream().map(OlderItemTest::attribute)
                    .toList());
            case "M" -> AttributeValue.fromM(attributes(typed.getValue()));
            default -> throw new IllegalArgumentException(typed.getKey());
        };
    }

    @Test
    void aReleaseUnderWayGoesOn() throws IOException {
        Release release = ReleaseItem.release(item("schema-1-post-running"));

        assertThat(release.deployment()).isEqualTo(new Deployment.CodeDeploy("d-42"));
        assertThat(release.correspondence().hooks()).containsExactly(new Hook("hook-execution-1", true));
        assertThat(release.state()).isInstanceOfSatisfying(State.PostRunning.class, running -> {
            assertThat(running.attempt().number()).isEqualTo(2);
            assertThat(running.evidence().second().of()).isEmpty();
        });
        assertThat(release.lookAt()).contains(Instant.parse("2026-03-01T12:00:00Z"));
        assertThat(release.untold()).isEmpty();
        assertThat(release.knownTarget().codes()).isEmpty();
    }

    @Test
    void itsNextStepPutsItIntoTheIndex() throws IOException {
        Map<String, AttributeValue> older = item("schema-1-post-running");
        assertThat(older).doesNotContainKey(ReleaseItem.LOOK_AT);

        assertThat(ReleaseItem.of(ReleaseItem.release(older), Duration.ofDays(90))).containsEntry("schema",
                AttributeValue.fromN("2")).containsKeys(ReleaseItem.OPEN, ReleaseItem.LOOK_AT);
    }

    @Test
    void aReleaseThatHasEndedStaysEnded() throws IOException {
        Release release = ReleaseItem.release(item("schema-1-post-failed"));

        assertThat(release.state()).isInstanceOfSatisfying(State.PostFailed.class, failed -> assertThat(failed.tries())
                .isGreaterThan(20));
        assertThat(release.lookAt()).isEqualTo(Optional.empty());
        assertThat(release.history()).extracting(step -> step.number()).isEqualTo(List.of(1L, 2L));
    }
}
