package dev.tidegate.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.lambda.release.Samples;
import dev.tidegate.lambda.settings.InvalidSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Handler(ENVIRONMENT, () -> Samples.NOON).handleRequest(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out, null);
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"command": "stop"} | {"error":"command \\"stop\\": expected start, status, explain or sweep"}
            {"command": "start", "database": "x", "taskDefinition": "web:42"} | {"error":"no database \\"x\\" in the settings; there is orders"}
            {"lifecycleStage": "POST_SCALE_UP", "resourceArn": "d", "executionDetails": {"serviceArn": "s", "targetServiceRevisionArn": "r"}} | {"hookStatus":"SUCCEEDED"}
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

    @Test
    void withoutSettingsTheFunctionDoesNotStart() {
        assertThatThrownBy(() -> new Handler(Map.of(), () -> Samples.NOON)).isInstanceOf(InvalidSettings.class)
                .hasMessage("settings: TIDEGATE_TABLE is not set; expected the name of the table of releases; "
                        + "TIDEGATE_SETTINGS is not set; expected a JSON object {\"databases\": [...]}");
    }
}
