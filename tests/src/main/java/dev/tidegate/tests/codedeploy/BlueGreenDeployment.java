package dev.tidegate.tests.codedeploy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.tidegate.tests.time.Sequence;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackEvent;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTarget;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTargetType;
import software.amazon.awssdk.services.codedeploy.model.ECSTarget;
import software.amazon.awssdk.services.codedeploy.model.ErrorCode;
import software.amazon.awssdk.services.codedeploy.model.ErrorInformation;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;
import software.amazon.awssdk.services.codedeploy.model.RollbackInfo;
import software.amazon.awssdk.services.codedeploy.model.TargetStatus;

/**
 * One blue/green deployment of an ECS service, or the rollback of one, which is a deployment with an id of its own; see
 * https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-steps-ecs.html.
 */
final class BlueGreenDeployment {
    private final CodeDeployPlane plane;
    private final DeploymentOrder order;
    private final DeploymentGroup group;
    private final DeploymentInfo.Builder facts;
    private final String id;
    private final LifecycleEvents events = new LifecycleEvents();
    private final HookExecutions hooks;
    private DeploymentStatus status = DeploymentStatus.CREATED;
    private TargetStatus targetStatus = TargetStatus.PENDING;
    private Sequence course = new Sequence(List.of());
    private Runnable endWait = () -> {};
    private boolean terminating;

    BlueGreenDeployment(CodeDeployPlane plane, DeploymentOrder order) {
        this.plane = plane;
        this.order = order;
        this.group = order.group();
        this.id = plane.deploymentId();
        this.hooks = new HookExecutions(plane.world, id);
        this.facts = order.facts(id, now());
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
        plane.note(title() + " of " + group.targetId() + " started");
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
        plane.note(title() + " failed: " + why);
        end(DeploymentStatus.FAILED, "FAILURE");
        if (order.rollsBackOn(AutoRollbackEvent.DEPLOYMENT_FAILURE)) {
            rollBack();
        }
    }

    /** @param withRollback none for what the deployment group says */
    void stop(Optional<Boolean> withRollback) {
        breakOff(ErrorCode.MANUAL_STOP, "The deployment was stopped by a user.", targetStatus);
        end(DeploymentStatus.STOPPED, "STOP");
        if (withRollback.orElse(order.rollsBackOn(AutoRollbackEvent.DEPLOYMENT_STOP_ON_REQUEST))) {
            rollBack();
        }
    }

    private void breakOff(ErrorCode code, String why, TargetStatus target) {
        hooks.abandon();
        events.breakOff(why, now());
        targetStatus = target;
        facts.errorInformation(ErrorInformation.builder().code(code).message(why).build());
    }

    private void end(DeploymentStatus end, String event) {
        course.abandon();
        status = end;
        facts.completeTime(now());
        plane.note(title() + " " + end.toString().toLowerCase(
                Locale.ROOT));
        plane.announce(group, id, event);
    }

    /** Before the replacement task set exists there is nothing to roll back, and a rollback is not rolled back. */
    private void rollBack() {
        if (isRollback() || taskSets().goal().isEmpty() || taskSets().leaving().isEmpty()) {
            return;
        }
        var back = new BlueGreenDeployment(plane, order.back(id, taskSets().leaving().get()));
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
        return order.revision();
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
                        .taskSetsInfo(taskSets().views())
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
        return order.rollbackOf().isPresent();
    }

    String id() {
        return id;
    }

    DeploymentGroup group() {
        return group;
    }

    AppSpec appSpec() {
        return order.appSpec();
    }

    TaskSetPair taskSets() {
        return order.taskSets();
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

    private String title() {
        return (isRollback() ? "rollback " : "deployment ") + id;
    }

    private Instant now() {
        return plane.world.time().now();
    }
}
