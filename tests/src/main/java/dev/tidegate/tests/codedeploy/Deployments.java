package dev.tidegate.tests.codedeploy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import software.amazon.awssdk.services.codedeploy.model.BatchGetDeploymentTargetsRequest;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.DeploymentDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentIdRequiredException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentLimitExceededException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentNotStartedException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTarget;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTargetDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTargetIdRequiredException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTargetListSizeExceededException;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentsRequest;
import software.amazon.awssdk.services.codedeploy.model.RevisionRequiredException;

/** All deployments: creating and finding them. */
final class Deployments {
    private static final int MOST_TARGETS = 25;

    private final CodeDeployPlane plane;
    private final Applications applications;

    Deployments(CodeDeployPlane plane, Applications applications) {
        this.plane = plane;
        this.applications = applications;
    }

    BlueGreenDeployment create(CreateDeploymentRequest request) {
        var group = applications.group(request.applicationName(), request.deploymentGroupName());
        if (request.revision() == null || request.revision().appSpecContent() == null) {
            throw CodeDeployErrors.of(RevisionRequiredException::builder, "An appSpecContent revision is required.");
        }
        var appSpec = new AppSpec(request.revision().appSpecContent().content());
        group.underWay().ifPresent(other -> {
            throw CodeDeployErrors.of(DeploymentLimitExceededException::builder, "The Deployment Group '" + group.name()
                    + "' already has an active Deployment '" + other.id() + "'");
        });
        var autoRollback = Optional.ofNullable(request.autoRollbackConfiguration())
                .or(() -> Optional.ofNullable(group.info().autoRollbackConfiguration()));
        var configuration = Optional.ofNullable(request.deploymentConfigName())
                .orElse(group.info().deploymentConfigName());
        var deployment = new BlueGreenDeployment(plane, new DeploymentOrder(group, appSpec,
                TaskSetPair.forward(), Optional.empty(), autoRollback, configuration));
        deployment.create();
        return deployment;
    }

    BlueGreenDeployment require(String id) {
        if (id == null) {
            throw CodeDeployErrors.of(DeploymentIdRequiredException::builder, "The deployment ID is required.");
        }
        return all().stream()
                .filter(deployment -> deployment.id().equals(id))
                .findFirst()
                .orElseThrow(() -> CodeDeployErrors.of(DeploymentDoesNotExistException::builder,
                        "The deployment " + id + " could not be found"));
    }

    /** The newest first. */
    List<String> list(ListDeploymentsRequest request) {
        if (request.applicationName() != null && request.deploymentGroupName() != null) {
            applications.group(request.applicationName(), request.deploymentGroupName());
        }
        return all().stream()
                .filter(deployment -> matches(request, deployment))
                .sorted(Comparator.comparing(deployment -> deployment.info().createTime(), Comparator.reverseOrder()))
                .map(BlueGreenDeployment::id)
                .toList();
    }

    private static boolean matches(ListDeploymentsRequest request, BlueGreenDeployment deployment) {
        var info = deployment.info();
        var range = request.createTimeRange();
        return (request.applicationName() == null || request.applicationName().equals(info.applicationName()))
                && (request.deploymentGroupName() == null
                        || request.deploymentGroupName().equals(info.deploymentGroupName()))
                && (request.includeOnlyStatuses().isEmpty() || request.includeOnlyStatuses().contains(info.status()))
                && (range == null || (range.start() == null || !info.createTime().isBefore(range.start()))
                        && (range.end() == null || !info.createTime().isAfter(range.end())));
    }

    /** A deployment that has only just been created has no targets yet, which is an error. */
    List<String> targets(String deploymentId) {
        return List.of(started(deploymentId).group().targetId());
    }

    DeploymentTarget target(String deploymentId, String targetId) {
        if (targetId == null) {
            throw CodeDeployErrors.of(DeploymentTargetIdRequiredException::builder,
                    "A deployment target ID is required.");
        }
        var deployment = started(deploymentId);
        if (!deployment.group().targetId().equals(targetId)) {
            throw CodeDeployErrors.of(DeploymentTargetDoesNotExistException::builder,
                    "The deployment target " + targetId + " does not exist.");
        }
        return deployment.target();
    }

    List<DeploymentTarget> targets(BatchGetDeploymentTargetsRequest request) {
        if (request.targetIds().size() > MOST_TARGETS) {
            throw CodeDeployErrors.of(DeploymentTargetListSizeExceededException::builder,
                    "At most 25 deployment targets can be requested.");
        }
        return request.targetIds().stream().map(target -> target(request.deploymentId(), target)).toList();
    }

    private BlueGreenDeployment started(String deploymentId) {
        var deployment = require(deploymentId);
        if (!deployment.started()) {
            throw CodeDeployErrors.of(DeploymentNotStartedException::builder,
                    "The deployment " + deploymentId + " has not started.");
        }
        return deployment;
    }

    /** An AppSpec that was deployed, by its hash. */
    Optional<AppSpec> revision(String application, String sha256) {
        return applications.groups(application)
                .values()
                .stream()
                .flatMap(group -> group.deployments().stream())
                .map(BlueGreenDeployment::appSpec)
                .filter(appSpec -> appSpec.sha256().equals(sha256))
                .findFirst();
    }

    private List<BlueGreenDeployment> all() {
        return applications.all().stream().flatMap(group -> group.deployments().stream()).toList();
    }
}
