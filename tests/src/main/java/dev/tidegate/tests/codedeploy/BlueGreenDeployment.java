package dev.tidegate.tests.codedeploy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.tidegate.tests.time.Sequence;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackConfiguration;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackEvent;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;
import software.amazon.awssdk.services.codedeploy.model.DeploymentCreator;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTarget;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTargetType;
import software.amazon.awssdk.services.codedeploy.model.ECSTarget;
import software.amazon.awssdk.services.codedeploy.model.ErrorCode;
import software.amazon.awssdk.services.codedeploy.model.ErrorInformation;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocationType;
import software.amazon.awssdk.services.codedeploy.model.RollbackInfo;
import software.amazon.awssdk.services.codedeploy.model.TargetStatus;

/**
 * One blue/green deployment of an ECS service, or the rollback of one, which is a deployment with an id of its own; see
 * https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-steps-ecs.html.
 */
final class BlueGreenDeployment {
    private final CodeDeployPlane plane;
    private final DeploymentGroup group;
    private final AppSpec appSpec;
    private final TaskSetPair taskSets;
    private final DeploymentInfo.Builder facts;
    private final String id;
    private final boolean rollback;
    private final AutoRollbackConfiguration autoRollback;
    private final LifecycleEvents events = new LifecycleEvents();
    private final HookExecutions hooks;
    private DeploymentStatus status = DeploymentStatus.CREATED;
    private TargetStatus targetStatus = TargetStatus.PENDING;
    private Sequence course = new Sequence(List.of());
    private Runnable endWait = () -> {};
    private boolean terminating;

    private BlueGreenDeployment(CodeDeployPlane plane, DeploymentGroup group, AppSpec appSpec, TaskSetPair taskSets,
            Optional<String> rollbackOf, AutoRollbackConfiguration autoRollback, String configuration) {
        this.plane = plane;
        this.group = group;
        this.appSpec = appSpec;
        this.taskSets = taskSets;
        this.rollback = rollbackOf.isPresent();
        this.autoRollback = autoRollback;
        this.id = plane.deploymentId();
        this.hooks = new HookExecutions(plane.world, id);
        this.facts = DeploymentInfo.builder()
                .applicationName(group.application())
                .deploymentGroupName(group.name())
                .deploymentConfigName(configuration)
                .deploymentId(id)
                .createTime(now())
                .creator(rollback ? DeploymentCreator.CODE_DEPLOY_ROLLBACK : DeploymentCreator.USER)
                .revision(revision())
                .previousRevision(group.lastSuccessful().map(BlueGreenDeployment::revision).orElse(null))
                .autoRollbackConfiguration(autoRollback)
                .rollbackInfo(rollbackOf
                        .map(triggering -> RollbackInfo.builder().rollbackTriggeringDeploymentId(triggering).build())
                        .orElse(null))
                .blueGreenDeploymentConfiguration(group.info().blueGreenDeploymentConfiguration())
                .loadBalancerInfo(group.info().loadBalancerInfo())
                .deploymentStyle(group.info().deploymentStyle())
                .computePlatform(ComputePlatform.ECS)
                // For ECS it stays false even during the wait: github.com/aws/containers-roadmap/issues/269.
                .instanceTerminationWaitTimeStarted(false);
    }

    static BlueGreenDeployment forward(CodeDeployPlane plane, DeploymentGroup group, AppSpec appSpec,
            AutoRollbackConfiguration autoRollback, String configuration) {
        return new BlueGreenDeployment(plane, group, appSpec, TaskSetPair.forward(), Optional.empty(), autoRollback,
                configuration);
    }

    /** Makes itself known to its group and starts a little later. */
    void create() {
        group.add(this);
        plane.world.time().after(plane.world.pace().reaction(), () -> {
            if (status == DeploymentStatus.CREATED) {
                begin();
            }
        });
    }

    private void begin() {
        status = DeploymentStatus.IN_PROGRESS;
        targetStatus = TargetStatus.IN_PROGRESS;
        facts.startTime(now());
        plane.note((rollback ? "rollback " : "deployment ") + id + " of " + group.targetId() + " started");
        plane.announce(group, id, "START");
        course = new BlueGreenPlan(plane, this).sequence();
        course.proceed();
    }

    /** Green has all the traffic. The deployment goes on: the original task set still waits for its termination. */
    void targetSucceeded() {
        targetStatus = TargetStatus.SUCCEEDED;
    }

    /** From here on it can be neither stopped nor rolled back. */
    void terminating() {
        terminating = true;
    }

    void ready() {
        status = DeploymentStatus.READY;
        plane.announce(group, id, "READY");
    }

    void resume() {
        status = DeploymentStatus.IN_PROGRESS;
    }

    void succeed() {
        end(DeploymentStatus.SUCCEEDED, "SUCCESS");
        group.succeeded(this);
    }

    void fail(ErrorCode code, String why) {
        breakOff(code, why, TargetStatus.FAILED);
        plane.note((rollback ? "rollback " : "deployment ") + id + " failed: " + why);
        end(DeploymentStatus.FAILED, "FAILURE");
        if (rollsBackOn(AutoRollbackEvent.DEPLOYMENT_FAILURE)) {
            rollBack();
        }
    }

    /** @param withRollback none for what the deployment group says */
    void stop(Optional<Boolean> withRollback) {
        breakOff(ErrorCode.MANUAL_STOP, "The deployment was stopped by a user.", targetStatus);
        end(DeploymentStatus.STOPPED, "STOP");
        if (withRollback.orElse(rollsBackOn(AutoRollbackEvent.DEPLOYMENT_STOP_ON_REQUEST))) {
            rollBack();
        }
    }

    private boolean rollsBackOn(AutoRollbackEvent event) {
        return autoRollback != null && Boolean.TRUE.equals(autoRollback.enabled())
                && autoRollback.events().contains(event);
    }

    private void breakOff(ErrorCode code, String why, TargetStatus target) {
        course.abandon();
        hooks.abandon();
        events.breakOff(why, now());
        targetStatus = target;
        facts.errorInformation(ErrorInformation.builder().code(code).message(why).build());
    }

    private void end(DeploymentStatus end, String event) {
        status = end;
        facts.completeTime(now());
        plane.note((rollback ? "rollback " : "deployment ") + id + " " + end.toString().toLowerCase(
                Locale.ROOT));
        plane.announce(group, id, event);
    }

    /** Before the replacement task set exists there is nothing to roll back, and a rollback is not rolled back. */
    private void rollBack() {
        if (rollback || taskSets.goal().isEmpty() || taskSets.leaving().isEmpty()) {
            return;
        }
        var blue = taskSets.leaving().get();
        var goodRevision = group.lastSuccessful()
                .map(deployment -> deployment.appSpec)
                .orElseGet(() -> appSpec.withTaskDefinition(blue.taskDefinition()));
        var back = new BlueGreenDeployment(plane, group, goodRevision, taskSets.reversed(), Optional.of(id),
                autoRollback,
                "CodeDeployDefault.ECSAllAtOnce");
        facts.rollbackInfo(RollbackInfo.builder().rollbackDeploymentId(back.id).build());
        back.create();
    }

    /** What ContinueDeployment ends, if something waits. */
    void waitsFor(Runnable end) {
        endWait = end;
    }

    void endWait() {
        endWait.run();
    }

    RevisionLocation revision() {
        return RevisionLocation.builder()
                .revisionType(RevisionLocationType.APP_SPEC_CONTENT)
                // AWS never gives the content here; GetApplicationRevision does, for the hash.
                .appSpecContent(content -> content.sha256(appSpec.sha256()))
                .build();
    }

    DeploymentInfo info() {
        return facts.status(status).build();
    }

    DeploymentTarget target() {
        return DeploymentTarget.builder()
                .deploymentTargetType(DeploymentTargetType.ECS_TARGET)
                .ecsTarget(ECSTarget.builder()
                        .deploymentId(id)
                        .targetId(group.targetId())
                        .targetArn(group.taskSets().serviceArn())
                        .lastUpdatedAt(now())
                        .status(targetStatus)
                        .lifecycleEvents(events.view())
                        .taskSetsInfo(taskSets.views())
                        .build())
                .build();
    }

    boolean started() {
        return targetStatus != TargetStatus.PENDING;
    }

    boolean ended() {
        return switch (status) {
            case SUCCEEDED, FAILED, STOPPED -> true;
            case CREATED, QUEUED, IN_PROGRESS, BAKING, READY, UNKNOWN_TO_SDK_VERSION -> false;
        };
    }

    boolean stoppable() {
        return !ended() && !terminating;
    }

    boolean isRollback() {
        return rollback;
    }

    String id() {
        return id;
    }

    DeploymentGroup group() {
        return group;
    }

    AppSpec appSpec() {
        return appSpec;
    }

    TaskSetPair taskSets() {
        return taskSets;
    }

    LifecycleEvents events() {
        return events;
    }

    HookExecutions hooks() {
        return hooks;
    }

    Runnable guard(Runnable action) {
        return course.guard(action);
    }

    private Instant now() {
        return plane.world.time().now();
    }
}
