package dev.tidegate.tests.eventbridge;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.InvalidEventPatternException;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;

/** EventBridge's errors in its own words. */
final class Refusal {
    private Refusal() {}

    static RuntimeException validation(String message) {
        return EventBridgeException.builder().statusCode(400).awsErrorDetails(
                AwsErrorDetails.builder().errorCode("ValidationException").errorMessage(message).build()).build();
    }

    static RuntimeException noRule(String name) {
        return ResourceNotFoundException.builder().message("Rule " + name + " does not exist on EventBus default.")
                .build();
    }

    static RuntimeException pattern(Exception reason) {
        return InvalidEventPatternException.builder()
                .message("Event pattern is not valid. Reason: " + reason.getMessage()).cause(reason).build();
    }
}
