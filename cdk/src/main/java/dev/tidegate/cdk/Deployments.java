package dev.tidegate.cdk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.services.codedeploy.IEcsDeploymentGroup;
import software.amazon.awscdk.services.ecs.ICluster;

/**
 * What the function has to read: the deployed services, and everything else that uses the database.
 *
 * @param services carry migrations
 * @param consumers use the database as well
 */
record Deployments(List<DeployedService> services, List<Consumer> consumers) {
    /** Where migration tasks run. */
    List<ICluster> migrationClusters() {
        return distinct(services.stream().map(service -> service.named().cluster()));
    }

    List<ICluster> clusters() {
        return distinct(Stream.concat(services.stream().map(service -> service.named().cluster()),
                consumers.stream().map(Consumer::cluster)));
    }

    /** Those whose service revisions are read: what ECS deploys, and whatever another one has to wait for. */
    List<NamedService> withRevisions() {
        return Stream.concat(services.stream().filter(service -> !countsTaskSetsOnly(service)).map(
                DeployedService::named), consumers.stream().flatMap(consumer -> consumer.service().stream())).toList();
    }

    List<NamedService> withoutRevisions() {
        return services.stream().filter(this::countsTaskSetsOnly).map(DeployedService::named).toList();
    }

    /** CodeDeploy deploys it, and no other waits for it. */
    private boolean countsTaskSetsOnly(DeployedService service) {
        return services.size() == 1 && service.group().isPresent();
    }

    /** Those that ECS itself deploys. */
    List<NamedService> byEcs() {
        return services.stream().filter(service -> service.group().isEmpty()).map(DeployedService::named).toList();
    }

    List<IEcsDeploymentGroup> groups() {
        return services.stream().flatMap(service -> service.group().stream()).toList();
    }

    /** One object of the CDK for each cluster: the same one may have been imported twice. */
    private static List<ICluster> distinct(Stream<ICluster> clusters) {
        Map<String, ICluster> distinct = new LinkedHashMap<>();
        clusters.forEach(cluster -> distinct.putIfAbsent(cluster.getClusterArn(), cluster));
        return List.copyOf(distinct.values());
    }
}
