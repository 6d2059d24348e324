package dev.tidegate.lambda.settings;

import java.util.Optional;

/**
 * An ECS service whose deployments carry migrations.
 *
 * @param cluster by name
 * @param name by name
 * @param codeDeploy the deployment group, for a service with the CODE_DEPLOY controller
 * @param container whose code counts when it is compared with other consumers; empty when its tasks have only one
 */
public record DeployedService(String cluster, String name, Optional<DeploymentGroup> codeDeploy,
        Optional<String> container) {
    boolean is(String serviceArn) {
        return serviceArn.endsWith(":service/" + cluster + "/" + name);
    }
}
