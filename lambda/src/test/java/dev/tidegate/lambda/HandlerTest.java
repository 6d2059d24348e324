package dev.tidegate.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lambda.release.Samples;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The function as Lambda calls it: bytes in, bytes out. */
class HandlerTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("TIDEGATE_TABLE", "releases", "TIDEGATE_SETTINGS",
            "{\"databases\": [{\"name\": \"orders\", \"cluster\": \"shop\", \"service\": \"web\", "
                    + "\"task\": {\"container\": \"migrate\"}}]}");

    @BeforeEach
    void thereIsARegion() {
        System.setProperty("aws.region", "eu-west-1");
    }

    @AfterEach
    void thereIsNone() {
        System.clearProperty("aws.region");
    }

    private static String answer(String input) throws IOException {
        return answer(ENVIRONMENT, input);
    }

    private static String answer(Map<String, String> environment, String input) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Handler(environment, () -> Samples.NOON).handleRequest(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out, null);
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"command": "stop"} | {"error":"command \\"stop\\": expected start, await, list, status, explain, retry, cancel, approve, ended or sweep"}
            {"command": "start", "database": "x", "taskDefinition": "web:42"} | {"error":"no database \\"x\\" in the settings; there is orders"}
            {"lifecycleStage": "POST_SCALE_UP", "resourceArn": "arn:aws:ecs:eu-west-1:111122223333:service-deployment/shop/web/d", "executionDetails": {"serviceArn": "arn:aws:ecs:eu-west-1:111122223333:service/shop/web", "targetServiceRevisionArn": "arn:aws:ecs:eu-west-1:111122223333:service-revision/shop/web/1"}} | {"hookStatus":"SUCCEEDED"}
            """)
    void whatNeedsNoAwsIsAnsweredWithoutIt(String input, String answer) throws IOException {
        assertThat(answer(input)).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            no json
            {"command":
            ``
            """)
    void whatIsNotJsonIsAnAnswerAndNotAFailureOfTheFunction(String input) throws IOException {
        assertThat(answer(input)).startsWith("{\"error\":\"not JSON: ");
    }

    @ParameterizedTest
    @CsvSource({"PT60S, PT40S", "PT41S, PT21S", "PT40S, PT20S", "PT15S, PT7.5S", "PT3S, PT1.5S"})
    void aFunctionWithLittleTimeLooksAtSomethingAllTheSame(Duration left, Duration used) {
        assertThat(Handler.forLooks(left)).isEqualTo(used);
    }

    @Test
    void withoutSettingsNoLaterStageIsHeldUp() throws IOException {
        String owner = "arn:aws:ecs:eu-west-1:111122223333:";

        assertThat(answer(Map.of(), "{\"lifecycleStage\": \"PRODUCTION_TRAFFIC_SHIFT\", \"resourceArn\": \"" + owner
                + "service-deployment/shop/web/d\", \"executionDetails\": {\"serviceArn\": \"" + owner
                + "service/shop/web\", \"targetServiceRevisionArn\": \"" + owner + "service-revision/shop/web/1\"}}"))
                .isEqualTo("{\"hookStatus\":\"SUCCEEDED\"}");
    }

    @Test
    void withoutSettingsEveryHookIsRefusedAtOnce() throws IOException {
        String problems = "settings: TIDEGATE_TABLE is not set; expected the name of the table of releases; "
                + "TIDEGATE_SETTINGS is not set; expected a JSON object {\\\"databases\\\": [...]}";
        String owner = "arn:aws:ecs:eu-west-1:111122223333:";

        assertThat(answer(Map.of(), "{\"lifecycleStage\": \"PRE_SCALE_UP\", \"resourceArn\": \"" + owner
                + "service-deployment/shop/web/d\", \"executionDetails\": {\"serviceArn\": \"" + owner
                + "service/shop/web\", \"targetServiceRevisionArn\": \"" + owner + "service-revision/shop/web/1\"}}"))
                .isEqualTo("{\"hookStatus\":\"FAILED\",\"reason\":\"" + problems + "\"}");
        assertThat(answer(Map.of(), "{\"command\": \"sweep\"}")).isEqualTo("{\"error\":\"" + problems + "\"}");
    }
}
