package dev.tidegate.tests.ecs;

import java.util.List;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * The events ECS puts on the default bus, in the shapes of
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_cwe_events.html.
 */
final class EcsEvents {
    private static final String SOURCE = "aws.ecs";

    private final World world;

    EcsEvents(World world) {
        this.world = world;
    }

    void taskChanged(Task task) {
        var detail = SdkJson.of(task);
        // Unlike the API's answer the event has neither tags nor health.
        detail.remove(List.of("tags", "healthStatus"));
        detail.put("updatedAt", world.time().now().toString());
        world.events().publish(SOURCE, "ECS Task State Change", List.of(task.taskArn()), detail);
    }

    /**
     * A deployment began, ended or failed. Whoever receives it learns neither the cluster nor the service deployment, and
     * COMPLETED may be the end of a rollback.
     *
     * @param deploymentId {@code ecs-svc/} and the number of the service revision
     */
    void deploymentChanged(EcsService service, DeploymentEvent event, String deploymentId, String reason) {
        var detail = JsonNodeFactory.instance.objectNode()
                .put("eventType", event == DeploymentEvent.SERVICE_DEPLOYMENT_FAILED ? "ERROR" : "INFO")
                .put("eventName", event.name())
                .put("deploymentId", deploymentId)
                .put("updatedAt", world.time().now().toString())
                .put("reason", reason);
        world.events().publish(SOURCE, "ECS Deployment State Change", List.of(service.arn()), detail);
    }

    void steadyState(EcsService service) {
        var detail = JsonNodeFactory.instance.objectNode()
                .put("eventType", "INFO")
                .put("eventName", "SERVICE_STEADY_STATE")
                .put("clusterArn", service.clusterArn())
                .put("createdAt", world.time().now().toString());
        world.events().publish(SOURCE, "ECS Service Action", List.of(service.arn()), detail);
    }

    enum DeploymentEvent {
        SERVICE_DEPLOYMENT_IN_PROGRESS, SERVICE_DEPLOYMENT_COMPLETED, SERVICE_DEPLOYMENT_FAILED
    }
}
