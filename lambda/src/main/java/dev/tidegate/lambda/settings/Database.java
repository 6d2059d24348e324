package dev.tidegate.lambda.settings;

import java.time.Duration;
import java.util.Optional;

import dev.tidegate.lambda.release.Rules;

/**
 * One database, the service whose deployments carry its migrations, and how they are run.
 *
 * @param name the entry's name, in logs and direct calls
 * @param cluster the service's cluster, by name
 * @param service the deploying service, by name
 * @param codeDeploy the deployment group, for a service with the CODE_DEPLOY controller
 * @param hookPoll how soon ECS is to ask again while a hook waits; whole seconds
 */
public record Database(String name, String cluster, String service, Optional<DeploymentGroup> codeDeploy,
        MigrationTask task, Duration hookPoll, Rules rules) {
    boolean isService(String serviceArn) {
        return serviceArn.endsWith(":service/" + cluster + "/" + service);
    }
}
