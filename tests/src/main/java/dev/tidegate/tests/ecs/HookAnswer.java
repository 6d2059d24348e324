package dev.tidegate.tests.ecs;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What a lifecycle hook's function returned. Unlike CodeDeploy, ECS takes the verdict from the function's return value:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/lambda-lifecycle-hooks.html.
 */
sealed interface HookAnswer {
    ObjectMapper MAPPER = new ObjectMapper();

    /** Go on. */
    record Succeeded() implements HookAnswer {}

    /** Roll back. */
    record Failed() implements HookAnswer {}

    /** Ask again. */
    record InProgress(Optional<Duration> callBackDelay, Optional<JsonNode> hookDetails) implements HookAnswer {}

    /** No such answer exists; ECS rolls back. */
    record Invalid(String why) implements HookAnswer {}

    static HookAnswer parse(byte[] returned) {
        try {
            var json = MAPPER.readTree(returned);
            var status = json.path("hookStatus");
            return switch (status.asText()) {
                case "SUCCEEDED" -> new Succeeded();
                case "FAILED" -> new Failed();
                case "IN_PROGRESS" -> new InProgress(delay(json.path("callBackDelay")),
                        Optional.of(json.path("hookDetails")).filter(JsonNode::isContainerNode));
                default -> new Invalid("no valid hookStatus in " + json);
            };
        } catch (IOException e) {
            return new Invalid("not JSON: " + e.getMessage());
        }
    }

    private static Optional<Duration> delay(JsonNode seconds) {
        return seconds.isNumber()
                ? Optional.of(Duration.ofMillis(seconds.decimalValue().multiply(BigDecimal.valueOf(1000)).longValue()))
                : Optional.empty();
    }
}
