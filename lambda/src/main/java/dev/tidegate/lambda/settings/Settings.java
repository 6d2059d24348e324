package dev.tidegate.lambda.settings;

import java.util.List;
import java.util.Optional;

/**
 * What the function is told about its surroundings.
 *
 * @param table the DynamoDB table of releases
 * @param databases one entry for each database whose migrations are run; at least one, names differ
 */
public record Settings(String table, List<Database> databases) {
    public Settings {
        databases = List.copyOf(databases);
    }

    /** The entry of that name. */
    public Optional<Database> database(String name) {
        return databases.stream().filter(database -> database.name().equals(name)).findFirst();
    }

    /** The entry whose service this is. @param serviceArn new format, with the cluster's name in it */
    public Optional<Database> databaseOfService(String serviceArn) {
        return databases.stream().filter(database -> database.isService(serviceArn)).findFirst();
    }

    /** The entry that is deployed by this deployment group. */
    public Optional<Database> databaseOfGroup(String application, String deploymentGroup) {
        Optional<DeploymentGroup> group = Optional.of(new DeploymentGroup(application, deploymentGroup));
        return databases.stream().filter(database -> database.codeDeploy().equals(group)).findFirst();
    }
}
