package dev.tidegate.tests.ecs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentRequest;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentResponse;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentStopType;

/** The operations on service deployments and service revisions. */
final class ServiceDeployments {
    private static final int MOST_DESCRIBED = 20;

    private final ControlPlane plane;
    private final Services services;

    ServiceDeployments(ControlPlane plane, Services services) {
        this.plane = plane;
        this.services = services;
    }

    /** The newest first. */
    ListServiceDeploymentsResponse list(ListServiceDeploymentsRequest request) {
        var matching = services.require(request.cluster(), request.service())
                .deployments()
                .reversed()
                .stream()
                .map(NativeDeployment::view)
                .filter(deployment -> matches(request, deployment))
                .map(ServiceDeployments::brief)
                .toList();
        int size = Math.min(request.maxResults() == null ? MOST_DESCRIBED : request.maxResults(),
                plane.behaviour().pageSize());
        int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
        int to = Math.min(matching.size(), from + size);
        return ListServiceDeploymentsResponse.builder()
                .serviceDeployments(matching.subList(from, to))
                .nextToken(to < matching.size() ? Integer.toString(to) : null)
                .build();
    }

    private static boolean matches(ListServiceDeploymentsRequest request, ServiceDeployment deployment) {
        var created = request.createdAt();
        return (!request.hasStatus() || request.status().contains(deployment.status())) && (created == null
                || (created.after() == null || deployment.createdAt().isAfter(created.after()))
                        && (created.before() == null || deployment.createdAt().isBefore(created.before())));
    }

    private static ServiceDeploymentBrief brief(ServiceDeployment deployment) {
        return ServiceDeploymentBrief.builder()
                .serviceDeploymentArn(deployment.serviceDeploymentArn())
                .serviceArn(deployment.serviceArn())
                .clusterArn(deployment.clusterArn())
                .createdAt(deployment.createdAt())
                .startedAt(deployment.startedAt())
                .finishedAt(deployment.finishedAt())
                .targetServiceRevisionArn(deployment.targetServiceRevision().arn())
                .status(deployment.status())
                .statusReason(deployment.statusReason())
                .build();
    }

    DescribeServiceDeploymentsResponse describe(DescribeServiceDeploymentsRequest request) {
        var failures = new ArrayList<Failure>();
        var found = lookUp(request.serviceDeploymentArns(), arn -> find(arn).map(NativeDeployment::view), failures);
        return DescribeServiceDeploymentsResponse.builder().serviceDeployments(found).failures(failures).build();
    }

    DescribeServiceRevisionsResponse describe(DescribeServiceRevisionsRequest request) {
        var failures = new ArrayList<Failure>();
        var found = lookUp(request.serviceRevisionArns(),
                arn -> everywhere(EcsService::revisions).stream()
                        .filter(revision -> revision.arn().equals(arn))
                        .map(Revision::view)
                        .findFirst(),
                failures);
        return DescribeServiceRevisionsResponse.builder().serviceRevisions(found).failures(failures).build();
    }

    StopServiceDeploymentResponse stop(StopServiceDeploymentRequest request) {
        if (request.stopType() != null && request.stopType() != StopServiceDeploymentStopType.ROLLBACK) {
            throw EcsErrors.invalidParameter("The only supported stop type is ROLLBACK.");
        }
        var deployment = find(request.serviceDeploymentArn()).orElseThrow(EcsErrors::serviceDeploymentNotFound);
        if (deployment.ended()) {
            throw EcsErrors.conflict("The service deployment has ended.", List.of(deployment.arn()));
        }
        deployment.requestRollback();
        return StopServiceDeploymentResponse.builder().serviceDeploymentArn(deployment.arn()).build();
    }

    private Optional<NativeDeployment> find(String arn) {
        return everywhere(EcsService::deployments).stream().filter(deployment -> deployment.arn().equals(arn))
                .findFirst();
    }

    private <T> List<T> everywhere(Function<EcsService, Collection<T>> what) {
        return StreamSupport.stream(services.all().spliterator(), false)
                .flatMap(service -> what.apply(service).stream())
                .toList();
    }

    private static <T> List<T> lookUp(List<String> arns, Function<String, Optional<T>> find, List<Failure> failures) {
        if (arns.isEmpty() || arns.size() > MOST_DESCRIBED) {
            throw EcsErrors.invalidParameter("The number of ARNs must be between 1 and 20.");
        }
        var found = new ArrayList<T>();
        for (var arn : arns) {
            find.apply(arn)
                    .ifPresentOrElse(found::add,
                            () -> failures.add(Failure.builder().arn(arn).reason("MISSING").build()));
        }
        return found;
    }
}
