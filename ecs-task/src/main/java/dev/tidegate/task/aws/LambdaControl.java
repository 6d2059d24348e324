package dev.tidegate.task.aws;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tidegate.task.operator.Answer;
import dev.tidegate.task.operator.Control;
import dev.tidegate.task.outcome.Failure;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * The deployed function, called with {@code lambda:InvokeFunction}. Region and credentials come from where the SDK looks for
 * them, the region of an ARN from the ARN.
 */
public final class LambdaControl implements Control {
    /** The function may run for a minute. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(70);

    private final String function;

    /** @param function name or ARN */
    public LambdaControl(String function) {
        this.function = function;
    }

    @Override
    public Answer ask(Map<String, Object> payload) {
        try (LambdaClient client = client()) {
            InvokeResponse response = client.invoke(invoke -> invoke.functionName(function)
                    .payload(SdkBytes.fromUtf8String(json(payload))));
            String text = response.payload().asUtf8String();
            if (response.functionError() != null) {
                throw failure(Outcome.UNREACHABLE, "failed: " + text, null);
            }
            return answer(text);
        } catch (AwsServiceException e) {
            throw refused(e);
        } catch (SdkClientException e) {
            throw failure(Outcome.UNREACHABLE, "cannot be called: " + e.getMessage(), e);
        }
    }

    private LambdaClient client() {
        return LambdaClient.builder().region(region()).credentialsProvider(credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(LONGEST_SILENCE)).build();
    }

    private Region region() {
        String[] arn = function.split(":");
        if (arn.length > 3 && arn[0].equals("arn")) {
            return Region.of(arn[3]);
        }
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion();
        } catch (SdkClientException e) {
            throw failure(Outcome.WRONG_USAGE, "found no region; set AWS_REGION, or give the function's ARN", e);
        }
    }

    private AwsCredentialsProvider credentials() {
        DefaultCredentialsProvider found = DefaultCredentialsProvider.builder().build();
        try {
            found.resolveCredentials();
            return found;
        } catch (SdkClientException e) {
            throw failure(Outcome.WRONG_USAGE,
                    "found no AWS credentials; log in, or set AWS_PROFILE or the variables that the AWS CLI takes", e);
        }
    }

    private static String json(Map<String, Object> payload) {
        JsonWriter writer = JsonWriter.create().writeStartObject();
        payload.forEach((name, value) -> {
            writer.writeFieldName(name);
            if (value instanceof List<?> texts) {
                writer.writeStartArray();
                texts.forEach(text -> writer.writeValue(String.valueOf(text)));
                writer.writeEndArray();
            } else {
                writer.writeValue(String.valueOf(value));
            }
        });
        return new String(writer.writeEndObject().getBytes(), StandardCharsets.UTF_8);
    }

    private Answer answer(String text) {
        try {
            JsonNode node = JsonNode.parser().parse(text);
            if (node.isObject()) {
                return new Answer(text, members(node));
            }
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw failure(Outcome.UNREACHABLE, "did not answer with JSON: " + text, e);
        }
        throw failure(Outcome.UNREACHABLE, "did not answer with a JSON object, so it is not Tidegate's: " + text, null);
    }

    private static Map<String, Object> members(JsonNode object) {
        Map<String, Object> members = new LinkedHashMap<>();
        object.asObject().forEach((name, value) -> members.put(name, plain(value)));
        return members;
    }

    private static Object plain(JsonNode node) {
        if (node.isObject()) {
            return members(node);
        }
        return node.isArray() ? node.asArray().stream().map(LambdaControl::plain).toList() : node.text();
    }

    private TaskException refused(AwsServiceException e) {
        String why = Optional.ofNullable(e.awsErrorDetails()).map(AwsErrorDetails::errorMessage)
                .orElseGet(e::getMessage);
        return switch (Optional.ofNullable(e.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("")) {
            case "ResourceNotFoundException" -> failure(Outcome.WRONG_USAGE,
                    "there is none of that name or ARN in this account and region: " + why, e);
            case "AccessDeniedException" -> failure(Outcome.WRONG_USAGE,
                    "you must be allowed lambda:InvokeFunction: " + why, e);
            default -> failure(Outcome.UNREACHABLE, "cannot be called: " + why, e);
        };
    }

    private TaskException failure(Outcome outcome, String what, Exception cause) {
        return new TaskException(Failure.of(outcome, "function \"" + function + "\": " + what), cause);
    }
}
