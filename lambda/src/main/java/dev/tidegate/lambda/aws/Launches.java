package dev.tidegate.lambda.aws;

import dev.tidegate.lambda.release.Launch;
import java.util.Locale;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;

/** Tells what RunTask's many ways to answer mean for trying again (ECS guide, "API failures"). */
final class Launches {
    private Launches() {}

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
        if (!(e instanceof AwsServiceException answer) || answer.statusCode() >= 500 || answer
                .isThrottlingException()) {
            throw Calls.unavailable("ECS RunTask", e);
        }
        String message = e.getMessage();
        return message.toLowerCase(Locale.ROOT).contains("capacity") ? new Launch.NotNow(message)
                : new Launch.Impossible(message);
    }
}
