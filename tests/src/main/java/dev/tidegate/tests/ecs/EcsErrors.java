package dev.tidegate.tests.ecs;

import java.util.List;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentNotFoundException;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;

/** ECS's modelled exceptions, with what a client sees of them. */
final class EcsErrors {
    private EcsErrors() {}

    static EcsException invalidParameter(String message) {
        return named(InvalidParameterException.builder(), "InvalidParameterException", message);
    }

    static EcsException client(String message) {
        return named(ClientException.builder(), "ClientException", message);
    }

    static EcsException clusterNotFound() {
        return named(ClusterNotFoundException.builder(), "ClusterNotFoundException", "Cluster not found.");
    }

    static EcsException serviceNotFound() {
        return named(ServiceNotFoundException.builder(), "ServiceNotFoundException", "Service not found.");
    }

    static EcsException serviceDeploymentNotFound() {
        return named(ServiceDeploymentNotFoundException.builder(), "ServiceDeploymentNotFoundException",
                "Service deployment not found.");
    }

    static EcsException conflict(String message, List<String> resourceIds) {
        return named(ConflictException.builder().resourceIds(resourceIds), "ConflictException", message);
    }

    private static EcsException named(EcsException.Builder builder, String code, String message) {
        return (EcsException) builder.message(message)
                .awsErrorDetails(
                        AwsErrorDetails.builder().serviceName("Ecs").errorCode(code).errorMessage(message).build())
                .statusCode(400)
                .build();
    }
}
