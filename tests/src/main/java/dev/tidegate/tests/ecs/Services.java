package dev.tidegate.tests.ecs;

import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentController;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;

/** All services: creating, finding and describing them. */
final class Services {
    private static final int MOST_DESCRIBED = 10;

    private final ControlPlane plane;
    private final Clusters clusters;
    private final Map<String, EcsService> byArn = new TreeMap<>();

    Services(ControlPlane plane, Clusters clusters) {
        this.plane = plane;
        this.clusters = clusters;
    }

    EcsService create(CreateServiceRequest request) {
        var cluster = clusters.resolve(request.cluster());
        var definition = plane.definitions.resolve(request.taskDefinition());
        var arn = plane.arns.service(cluster, request.serviceName());
        if (byArn.containsKey(arn)) {
            throw EcsErrors.invalidParameter("Creation of service was not idempotent.");
        }
        var settings = settings(request, plane.arns.cluster(cluster), arn)
                .taskDefinition(definition.taskDefinitionArn())
                .build();
        var service = new EcsService(plane, cluster, settings);
        byArn.put(arn, service);
        if (service.underCodeDeploy()) {
            service.taskSets().createFirst(definition.taskDefinitionArn());
        } else {
            service.deploy(definition);
        }
        return service;
    }

    private Service.Builder settings(CreateServiceRequest request, String clusterArn, String arn) {
        return Service.builder()
                .serviceArn(arn)
                .serviceName(request.serviceName())
                .clusterArn(clusterArn)
                .status("ACTIVE")
                .desiredCount(request.desiredCount() == null ? 1 : request.desiredCount())
                .launchType(request.launchType())
                .capacityProviderStrategy(request.capacityProviderStrategy())
                .platformVersion(request.platformVersion())
                .loadBalancers(request.loadBalancers())
                .networkConfiguration(request.networkConfiguration())
                .schedulingStrategy(SchedulingStrategy.REPLICA)
                .deploymentController(request.deploymentController() == null
                        ? DeploymentController.builder().type(DeploymentControllerType.ECS).build()
                        : request.deploymentController())
                .deploymentConfiguration(withStrategy(request.deploymentConfiguration()))
                .enableECSManagedTags(request.enableECSManagedTags())
                .propagateTags(request.propagateTags())
                .tags(request.tags())
                .createdAt(plane.world.time().now());
    }

    static DeploymentConfiguration withStrategy(DeploymentConfiguration configuration) {
        var given = configuration == null ? DeploymentConfiguration.builder().build() : configuration;
        return given.strategy() == null ? given.toBuilder().strategy(DeploymentStrategy.ROLLING).build() : given;
    }

    /** @param nameOrArn a name means one of {@code cluster}, which may be null for the default cluster */
    EcsService require(String cluster, String nameOrArn) {
        return find(clusters.resolve(cluster), nameOrArn).orElseThrow(EcsErrors::serviceNotFound);
    }

    Optional<EcsService> byArn(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    private Optional<EcsService> find(String cluster, String nameOrArn) {
        return byArn(plane.arns.service(cluster, Arns.lastSegment(nameOrArn)));
    }

    DescribeServicesResponse describe(DescribeServicesRequest request) {
        var cluster = clusters.resolve(request.cluster());
        if (request.services().isEmpty() || request.services().size() > MOST_DESCRIBED) {
            throw EcsErrors.invalidParameter("Services must contain between 1 and 10 elements.");
        }
        var found = new ArrayList<Service>();
        var failures = new ArrayList<Failure>();
        for (var nameOrArn : request.services()) {
            find(cluster, nameOrArn).ifPresentOrElse(service -> found.add(service.view()),
                    () -> failures.add(Failure.builder()
                            .arn(plane.arns.service(cluster, Arns.lastSegment(nameOrArn)))
                            .reason("MISSING")
                            .build()));
        }
        return DescribeServicesResponse.builder().services(found).failures(failures).build();
    }

    ListServicesResponse list(ListServicesRequest request) {
        var cluster = clusters.resolve(request.cluster());
        var arns = byArn.values()
                .stream()
                .filter(service -> service.cluster().equals(cluster))
                .map(EcsService::arn)
                .toList();
        int size = request.maxResults() == null ? MOST_DESCRIBED : request.maxResults();
        var page = Page.of(arns, request.nextToken(), Math.min(size, plane.behaviour().pageSize()));
        return ListServicesResponse.builder().serviceArns(page.items()).nextToken(page.nextToken()).build();
    }

    Iterable<EcsService> all() {
        return byArn.values();
    }
}
