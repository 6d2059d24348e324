package dev.tidegate.tests.ecs;

import java.time.Instant;
import java.util.Optional;

import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.Scale;
import software.amazon.awssdk.services.ecs.model.StabilityStatus;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/** A task set of a service whose deployments CodeDeploy controls. To be used on the control-plane thread. */
public final class ServiceTaskSet {
    private final ControlPlane plane;
    private final EcsService service;
    private final Fleet fleet;
    private final TaskSet settings;
    private String status;

    ServiceTaskSet(ControlPlane plane, EcsService service, Wanted wanted, String status) {
        this.plane = plane;
        this.service = service;
        this.status = status;
        var number = plane.ids.number();
        var id = "ecs-svc/" + number;
        this.fleet = new Fleet(plane, service.launch(wanted.definition(), id, id, wanted.balancer().map(
                LoadBalancer::containerName)));
        this.settings = TaskSet.builder()
                .id(id)
                .taskSetArn(plane.arns.taskSet(service.cluster(), service.name(), number))
                .serviceArn(service.arn())
                .clusterArn(service.clusterArn())
                .startedBy(wanted.deployment().map(deployment -> "CODE_DEPLOY").orElse(null))
                .externalId(wanted.deployment().orElse(null))
                .taskDefinition(wanted.definition().taskDefinitionArn())
                .launchType(service.settings().launchType())
                .platformVersion(service.settings().platformVersion())
                .networkConfiguration(wanted.network().orElse(service.settings().networkConfiguration()))
                .loadBalancers(wanted.balancer().stream().toList())
                .scale(Scale.builder().value(100.0).unit("PERCENT").build())
                .createdAt(now())
                .build();
    }

    /** {@code ecs-svc/<number>}: also what its tasks were started by, and the load balancer's name for it. */
    public String id() {
        return settings.id();
    }

    /** ARN of the task definition. */
    public String taskDefinition() {
        return settings.taskDefinition();
    }

    /** The CodeDeploy deployment that made it; none for the one a service is created with. */
    public Optional<String> deployment() {
        return Optional.ofNullable(settings.externalId());
    }

    /** {@code PRIMARY}, {@code ACTIVE} or {@code DRAINING}. */
    public String status() {
        return status;
    }

    /** As ECS describes it now. */
    public TaskSet view() {
        boolean steady = fleet.steady();
        return settings.toBuilder()
                .status(status)
                .computedDesiredCount(fleet.desired())
                .runningCount(fleet.running())
                .pendingCount(fleet.pending())
                .stabilityStatus(steady ? StabilityStatus.STEADY_STATE : StabilityStatus.STABILIZING)
                .updatedAt(now())
                .build();
    }

    /** Runs {@code then} once all wanted tasks run and are healthy. */
    public void whenSteady(Runnable then) {
        fleet.when(fleet::steady, then);
    }

    /** Runs {@code then} once no task is counted as running or pending: those that are being stopped are not counted. */
    public void whenScaledDown(Runnable then) {
        fleet.when(fleet::scaledDown, then);
    }

    /** Runs {@code then} once every task is STOPPED. */
    public void whenGone(Runnable then) {
        fleet.when(fleet::gone, then);
    }

    void become(String next) {
        status = next;
    }

    Fleet fleet() {
        return fleet;
    }

    private Instant now() {
        return plane.world.time().now();
    }

    /**
     * What a task set is made from.
     *
     * @param deployment the CodeDeploy deployment; none for the one a service is created with
     * @param network instead of the service's
     */
    record Wanted(TaskDefinition definition, Optional<String> deployment, Optional<NetworkConfiguration> network,
            Optional<LoadBalancer> balancer) {}
}
