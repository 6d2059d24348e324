package dev.tidegate.cdk;

import java.util.Optional;
import software.amazon.awscdk.services.codedeploy.IEcsDeploymentGroup;
import software.amazon.awscdk.services.ecs.ContainerDefinition;
import software.amazon.awscdk.services.ecs.TaskDefinition;

/**
 * A service whose deployments carry migrations.
 *
 * @param group the CodeDeploy deployment group that deploys it; empty when ECS does it itself
 */
record DeployedService(NamedService named, Optional<IEcsDeploymentGroup> group) {
    String name() {
        return named.name();
    }

    Optional<TaskDefinition> definition() {
        return named.inApp().map(service -> service.getTaskDefinition());
    }

    /** Whose code counts when it is compared with consumers. */
    Optional<String> container() {
        return definition().map(TaskDefinition::getDefaultContainer).map(ContainerDefinition::getContainerName);
    }
}
