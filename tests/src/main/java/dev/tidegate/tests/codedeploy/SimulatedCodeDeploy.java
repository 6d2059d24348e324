package dev.tidegate.tests.codedeploy;

import java.util.Optional;
import java.util.function.Supplier;

import dev.tidegate.tests.ecs.SimulatedEcs;
import dev.tidegate.tests.ecs.World;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.*;

/**
 * AWS CodeDeploy as far as blue/green deployments of ECS services go: lifecycle events and their hooks, the termination wait,
 * rollbacks, and the events of all that. Where AWS's documents leave room it behaves in the way that is harder to live with;
 * see {@link CodeDeployBehaviour}.
 *
 * <p>It stands behind the SDK's own client interface; operations that are not simulated throw
 * {@link UnsupportedOperationException}. Operations may be called from any thread.
 */
public final class SimulatedCodeDeploy implements CodeDeployClient {
    private final CodeDeployPlane plane;
    private final Applications applications;
    private final Deployments deployments;

    /** @param ecs where its services and task sets are */
    public SimulatedCodeDeploy(World world, SimulatedEcs ecs) {
        this(world, ecs, CodeDeployBehaviour.standard());
    }

    public SimulatedCodeDeploy(World world, SimulatedEcs ecs, CodeDeployBehaviour behaviour) {
        this.plane = new CodeDeployPlane(world, ecs, behaviour);
        this.applications = new Applications(plane);
        this.deployments = new Deployments(plane, applications);
    }

    /** Behaves differently from now on. */
    public void behave(CodeDeployBehaviour behaviour) {
        run(() -> {
            plane.behave(behaviour);
            return behaviour;
        });
    }

    @Override
    public CreateApplicationResponse createApplication(CreateApplicationRequest request) {
        return run(() -> {
            applications.create(request.applicationName());
            return CreateApplicationResponse.builder().applicationId(plane.uuid()).build();
        });
    }

    @Override
    public CreateDeploymentGroupResponse createDeploymentGroup(CreateDeploymentGroupRequest request) {
        return run(() -> CreateDeploymentGroupResponse.builder()
                .deploymentGroupId(applications.createGroup(request).deploymentGroupId())
                .build());
    }

    @Override
    public GetDeploymentGroupResponse getDeploymentGroup(GetDeploymentGroupRequest request) {
        return run(() -> GetDeploymentGroupResponse.builder()
                .deploymentGroupInfo(
                        applications.group(request.applicationName(), request.deploymentGroupName()).info())
                .build());
    }

    @Override
    public CreateDeploymentResponse createDeployment(CreateDeploymentRequest request) {
        return run(
                () -> CreateDeploymentResponse.builder().deploymentId(deployments.create(request).id()).build());
    }

    @Override
    public GetDeploymentResponse getDeployment(GetDeploymentRequest request) {
        return run(() -> GetDeploymentResponse.builder()
                .deploymentInfo(deployments.require(request.deploymentId()).info())
                .build());
    }

    /** All on one page. */
    @Override
    public ListDeploymentsResponse listDeployments(ListDeploymentsRequest request) {
        return run(() -> ListDeploymentsResponse.builder().deployments(deployments.list(request)).build());
    }

    @Override
    public ListDeploymentTargetsResponse listDeploymentTargets(ListDeploymentTargetsRequest request) {
        return run(() -> ListDeploymentTargetsResponse.builder()
                .targetIds(deployments.targets(request.deploymentId()))
                .build());
    }

    @Override
    public GetDeploymentTargetResponse getDeploymentTarget(GetDeploymentTargetRequest request) {
        return run(() -> GetDeploymentTargetResponse.builder()
                .deploymentTarget(deployments.target(request.deploymentId(), request.targetId()))
                .build());
    }

    @Override
    public BatchGetDeploymentTargetsResponse batchGetDeploymentTargets(BatchGetDeploymentTargetsRequest request) {
        return run(() -> BatchGetDeploymentTargetsResponse.builder()
                .deploymentTargets(deployments.targets(request))
                .build());
    }

    @Override
    public GetApplicationRevisionResponse getApplicationRevision(GetApplicationRevisionRequest request) {
        return run(() -> {
            var asked = Optional.ofNullable(request.revision())
                    .map(RevisionLocation::appSpecContent)
                    .map(AppSpecContent::sha256)
                    .orElseThrow(() -> CodeDeployErrors.of(RevisionRequiredException::builder,
                            "A revision with the sha256 of its appSpecContent is required."));
            var found = deployments.revision(request.applicationName(), asked)
                    .orElseThrow(() -> CodeDeployErrors.of(RevisionDoesNotExistException::builder,
                            "The revision does not exist."));
            return GetApplicationRevisionResponse.builder()
                    .applicationName(request.applicationName())
                    .revision(RevisionLocation.builder()
                            .revisionType(RevisionLocationType.APP_SPEC_CONTENT)
                            .appSpecContent(content -> content.content(found.content()).sha256(found.sha256()))
                            .build())
                    .build();
        });
    }

    /** Of the statuses in the model "only Succeeded and Failed can be passed successfully": there is no sign of life. */
    @Override
    public PutLifecycleEventHookExecutionStatusResponse putLifecycleEventHookExecutionStatus(
            PutLifecycleEventHookExecutionStatusRequest request) {
        return run(() -> {
            var deployment = deployments.require(request.deploymentId());
            if (request.status() != LifecycleEventStatus.SUCCEEDED && request.status() != LifecycleEventStatus.FAILED) {
                throw CodeDeployErrors.of(InvalidLifecycleEventHookExecutionStatusException::builder,
                        "The status must be Succeeded or Failed.");
            }
            deployment.hooks().report(request.lifecycleEventHookExecutionId(), request.status());
            return PutLifecycleEventHookExecutionStatusResponse.builder()
                    .lifecycleEventHookExecutionId(request.lifecycleEventHookExecutionId())
                    .build();
        });
    }

    @Override
    public StopDeploymentResponse stopDeployment(StopDeploymentRequest request) {
        return run(() -> {
            var deployment = deployments.require(request.deploymentId());
            if (!deployment.stoppable()) {
                throw CodeDeployErrors.of(DeploymentAlreadyCompletedException::builder,
                        "The deployment is completed, or terminates the original task set.");
            }
            deployment.stop(Optional.ofNullable(request.autoRollbackEnabled()));
            return StopDeploymentResponse.builder()
                    .status(StopStatus.SUCCEEDED)
                    .statusMessage("The deployment was stopped.")
                    .build();
        });
    }

    /** Ends the wait before traffic moves, or the one before the original task set is terminated. */
    @Override
    public ContinueDeploymentResponse continueDeployment(ContinueDeploymentRequest request) {
        return run(() -> {
            var deployment = deployments.require(request.deploymentId());
            if (deployment.ended()) {
                throw CodeDeployErrors.of(DeploymentAlreadyCompletedException::builder,
                        "The deployment is completed.");
            }
            boolean ready = deployment.info().status() == DeploymentStatus.READY;
            if (request.deploymentWaitType() != DeploymentWaitType.TERMINATION_WAIT && !ready) {
                throw CodeDeployErrors.of(DeploymentIsNotInReadyStateException::builder,
                        "The deployment does not wait to be continued.");
            }
            deployment.endWait();
            return ContinueDeploymentResponse.builder().build();
        });
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Nothing is held open: the thread belongs to the clock.
    }

    private <T> T run(Supplier<T> operation) {
        return plane.world.time().call(operation);
    }
}
