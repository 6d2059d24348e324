package dev.tidegate.tests.codedeploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tidegate.tests.ecs.TaskSets;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.LastDeploymentInfo;

/** A deployment group: one ECS service and its deployments, of which one at a time may be under way. */
final class DeploymentGroup {
    private final DeploymentGroupInfo settings;
    private final TaskSets taskSets;
    private final List<BlueGreenDeployment> deployments = new ArrayList<>();
    private Optional<BlueGreenDeployment> lastSuccessful = Optional.empty();

    DeploymentGroup(DeploymentGroupInfo settings, TaskSets taskSets) {
        this.settings = settings;
        this.taskSets = taskSets;
    }

    void add(BlueGreenDeployment deployment) {
        deployments.add(deployment);
    }

    void succeeded(BlueGreenDeployment deployment) {
        lastSuccessful = Optional.of(deployment);
    }

    Optional<BlueGreenDeployment> lastSuccessful() {
        return lastSuccessful;
    }

    Optional<BlueGreenDeployment> underWay() {
        return deployments.stream().filter(deployment -> !deployment.ended()).findFirst();
    }

    List<BlueGreenDeployment> deployments() {
        return deployments;
    }

    TaskSets taskSets() {
        return taskSets;
    }

    String application() {
        return settings.applicationName();
    }

    String name() {
        return settings.deploymentGroupName();
    }

    /** Such as {@code cluster:service}; AWS does not document the form. */
    String targetId() {
        var service = settings.ecsServices().getFirst();
        return service.clusterName() + ":" + service.serviceName();
    }

    boolean hasTestListener() {
        return settings.loadBalancerInfo() != null && settings.loadBalancerInfo()
                .targetGroupPairInfoList()
                .stream()
                .anyMatch(pair -> pair.testTrafficRoute() != null);
    }

    DeploymentGroupInfo info() {
        return settings.toBuilder()
                .targetRevision(lastSuccessful.map(BlueGreenDeployment::revision).orElse(null))
                .lastSuccessfulDeployment(lastSuccessful.map(DeploymentGroup::brief).orElse(null))
                .lastAttemptedDeployment(deployments.isEmpty() ? null : brief(deployments.getLast()))
                .build();
    }

    private static LastDeploymentInfo brief(BlueGreenDeployment deployment) {
        var info = deployment.info();
        return LastDeploymentInfo.builder()
                .deploymentId(info.deploymentId())
                .status(info.status())
                .createTime(info.createTime())
                .endTime(info.completeTime())
                .build();
    }
}
