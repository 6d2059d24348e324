package dev.tidegate.lambda.aws;

import dev.tidegate.lambda.release.Launch;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;

/** Tells what RunTask's many ways to answer mean for trying again (ECS guide, "API failures"). */
final class Launches {
    /** What a task asked for in this way will always be answered; anything else may pass. */
    private static final Set<String> REFUSALS = Set.of("AccessDeniedException", "BlockedException", "ClientException",
            "ClusterNotFoundException", "InvalidParameterException", "PlatformTaskDefinitionIncompatibilityException",
            "PlatformUnknownException", "UnsupportedFeatureException");

    private Launches() {}

    private static String code(AwsServiceException answer) {
        return answer.awsErrorDetails() == null || answer.awsErrorDetails().errorCode() == null
                ? answer.getClass().getSimpleName()
                : answer.awsErrorDetails().errorCode();
    }

    /** A response may have failures and no task although the call succeeded. */
    static Launch of(RunTaskResponse response) {
        if (!response.tasks().isEmpty()) {
            return new Launch.Started(response.tasks().getFirst().taskArn());
        }
        if (response.failures().isEmpty()) {
            return new Launch.NotNow("RunTask gave neither a task nor a failure");
        }
        Failure failure = response.failures().getFirst();
        String reason = failure.reason() + (failure.detail() == null ? "" : ": " + failure.detail());
        boolean configuration = reason.startsWith("LOCATION") || reason.startsWith("ATTRIBUTE");
        return configuration ? new Launch.Impossible(reason) : new Launch.NotNow(reason);
    }

    /** When it is not certain that no task was made, the claim stays and the next wake-up looks for the task. */
    static Launch of(SdkException e) {
        if (e instanceof ConflictException conflict && !conflict.resourceIds().isEmpty()) {
            return new Launch.Started(conflict.resourceIds().getFirst());
        }
        if (!(e instanceof AwsServiceException answer) || !REFUSALS.contains(code(answer))) {
            throw Calls.unavailable("ECS RunTask", e);
        }
        String message = String.valueOf(e.getMessage());
        return message.toLowerCase(Locale.ROOT).contains("capacity") ? new Launch.NotNow(message)
                : new Launch.Impossible(message);
    }
}
