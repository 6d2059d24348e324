package dev.tidegate.tests.wire;

import java.util.Map;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;

/** Status and body of a response in AWS's JSON protocols, and how errors are told in them. */
record Answer(int status, ObjectNode body) {
    /** Those codes that differ from the name of the SDK's exception class; all others are the same. */
    private static final Map<String, String> CODES = Map.of("InternalServerErrorException", "InternalServerError",
            "RequestLimitExceededException", "RequestLimitExceeded");

    static Answer ok(SdkPojo response) {
        return new Answer(200, SdkJson.toJson(response));
    }

    static Answer error(int status, String code, String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        return new Answer(status, body.put("__type", code).put("message", message));
    }

    static Answer error(AwsServiceException exception) {
        AwsErrorDetails details = exception.awsErrorDetails();
        String code = code(exception, details);
        Answer answer = error(status(exception, code), code,
                details == null || details.errorMessage() == null ? exception.getMessage() : details.errorMessage());
        if (exception instanceof SdkPojo pojo) {
            answer.body.setAll(SdkJson.toJson(pojo));
        }
        return answer;
    }

    /** Of an error. */
    String code() {
        return body.path("__type").asText();
    }

    private static String code(AwsServiceException exception, AwsErrorDetails details) {
        if (details != null && details.errorCode() != null) {
            return details.errorCode();
        }
        String name = exception.getClass().getSimpleName();
        return CODES.getOrDefault(name, name);
    }

    private static int status(AwsServiceException exception, String code) {
        if (exception.statusCode() >= 400) {
            return exception.statusCode();
        }
        return switch (code) {
            // the modelled server faults of the services known here
            case "ServerException", "InternalServerError", "InternalException" -> 500;
            default -> 400;
        };
    }
}
