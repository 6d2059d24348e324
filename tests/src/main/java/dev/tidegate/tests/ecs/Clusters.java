package dev.tidegate.tests.ecs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.Failure;

/** The clusters there are. */
final class Clusters {
    private final Arns arns;
    private final Map<String, Cluster> byName = new TreeMap<>();

    Clusters(Arns arns) {
        this.arns = arns;
    }

    /** Creates it, or gives the one that is there. */
    Cluster create(String name) {
        return byName.computeIfAbsent(name == null ? "default" : name,
                created -> Cluster.builder()
                        .clusterArn(arns.cluster(created))
                        .clusterName(created)
                        .status("ACTIVE")
                        .build());
    }

    /** The name of the cluster a request means; without one it means {@code default}. */
    String resolve(String nameOrArn) {
        var name = nameOrArn == null ? "default" : Arns.lastSegment(nameOrArn);
        if (!byName.containsKey(name)) {
            throw EcsErrors.clusterNotFound();
        }
        return name;
    }

    DescribeClustersResponse describe(DescribeClustersRequest request) {
        var asked = request.hasClusters() ? request.clusters() : List.of("default");
        var found = new ArrayList<Cluster>();
        var failures = new ArrayList<Failure>();
        for (var nameOrArn : asked) {
            var name = Arns.lastSegment(nameOrArn);
            if (byName.containsKey(name)) {
                found.add(byName.get(name));
            } else {
                failures.add(Failure.builder().arn(arns.cluster(name)).reason("MISSING").build());
            }
        }
        return DescribeClustersResponse.builder().clusters(found).failures(failures).build();
    }
}
