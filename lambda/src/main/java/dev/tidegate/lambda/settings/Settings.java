package dev.tidegate.lambda.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the function is told about its surroundings.
 *
 * @param table the DynamoDB table of releases
 * @param databases one entry for each database whose migrations are run; at least one, names differ
 * @param eventBus where state changes are published, by name; empty to publish none
 * @param keep how long a release that has ended is kept
 * @param function the function's own name, by which its events and metrics differ from those of others
 */
public record Settings(String table, List<Database> databases, Optional<String> eventBus, Duration keep,
        String function) {
    public Settings {
        databases = List.copyOf(databases);
    }

    /** A service with the entry it belongs to. */
    public record Found(Database database, DeployedService service) {}

    /** The entry of that name. */
    public Optional<Database> database(String name) {
        return databases.stream().filter(database -> database.name().equals(name)).findFirst();
    }

    /** The entry whose service this is. @param serviceArn new format, with the cluster's name in it */
    public Optional<Found> service(String serviceArn) {
        return databases.stream().flatMap(database -> database.services().stream()
                .filter(service -> service.is(serviceArn)).map(service -> new Found(database, service))).findFirst();
    }

    /** The entry that is deployed by this deployment group. */
    public Optional<Found> group(String application, String deploymentGroup) {
        Optional<DeploymentGroup> group = Optional.of(new DeploymentGroup(application, deploymentGroup));
        return databases.stream().flatMap(database -> database.services().stream()
                .filter(service -> service.codeDeploy().equals(group)).map(service -> new Found(database, service)))
                .findFirst();
    }
}
