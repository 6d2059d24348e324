package dev.tidegate.tests.ecs;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

import dev.tidegate.tests.ecs.EcsEvents.DeploymentEvent;
import dev.tidegate.tests.time.Sequence;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.Rollback;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/**
 * A deployment by ECS itself, from PENDING to its end; see
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-deployment.html.
 */
final class NativeDeployment {
    private final ControlPlane plane;
    private final EcsService service;
    private final String arn;
    private final Revision target;
    private final List<Revision> sources;
    private final DeploymentConfiguration configuration;
    private final HookCalls hooks;
    private final ServiceDeployment.Builder facts;
    private ServiceDeploymentStatus status = ServiceDeploymentStatus.PENDING;
    private Sequence course = new Sequence(List.of());
    private Optional<ServiceDeployment> snapshot = Optional.empty();

    NativeDeployment(ControlPlane plane, EcsService service, Revision target, List<Revision> sources) {
        this.plane = plane;
        this.service = service;
        this.target = target;
        this.sources = List.copyOf(sources);
        this.configuration = service.deploymentConfiguration();
        this.hooks = new HookCalls(plane, configuration.lifecycleHooks());
        this.arn = plane.arns.serviceDeployment(service.cluster(), service.name(), plane.ids.serviceDeployment());
        this.facts = ServiceDeployment.builder()
                .serviceDeploymentArn(arn)
                .serviceArn(service.arn())
                .clusterArn(service.clusterArn())
                .deploymentConfiguration(configuration)
                .createdAt(now())
                .updatedAt(now());
    }

    /** Starts, unless something newer has stopped it while it was PENDING. */
    void begin() {
        if (status != ServiceDeploymentStatus.PENDING) {
            return;
        }
        facts.startedAt(now());
        become(ServiceDeploymentStatus.IN_PROGRESS, null);
        plane.note("deployment of " + target.label() + " started");
        announce(DeploymentEvent.SERVICE_DEPLOYMENT_IN_PROGRESS, target, "in progress");
        follow(DeploymentPlan.forward(this, stages()));
    }

    /** A newer deployment takes over; AWS leaves the tasks of this one to it. */
    void supersede(Runnable then) {
        course.abandon();
        hooks.abandon();
        become(ServiceDeploymentStatus.STOP_REQUESTED, "Superseded by a newer deployment.");
        plane.world.time().after(plane.world.pace().reaction(), () -> {
            facts.stoppedAt(now());
            finish(ServiceDeploymentStatus.STOPPED, "Superseded by a newer deployment.");
            plane.note("deployment of " + target.label() + " stopped: superseded");
            then.run();
        });
    }

    /** What StopServiceDeployment asks for. */
    void requestRollback() {
        if (status == ServiceDeploymentStatus.PENDING || status == ServiceDeploymentStatus.IN_PROGRESS) {
            course.abandon();
            hooks.abandon();
            become(ServiceDeploymentStatus.ROLLBACK_REQUESTED, "Rollback requested by a user.");
            var stillWanted = new Sequence(
                    List.of(done -> plane.world.time().after(plane.world.pace().reaction(), done), done -> rollBack(
                            "Service deployment rolled back because of a user request.")));
            follow(stillWanted);
        }
    }

    void rollBack(String reason) {
        course.abandon();
        hooks.abandon();
        plane.note("deployment of " + target.label() + " rolls back: " + reason);
        announce(DeploymentEvent.SERVICE_DEPLOYMENT_FAILED, target, "failed: " + reason);
        var candidate = service.lastSuccessful();
        facts.rollback(Rollback.builder()
                .reason(reason)
                .startedAt(now())
                .serviceRevisionArn(candidate.map(Revision::arn).orElse(null))
                .build());
        become(ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS, reason);
        candidate.ifPresent(revision -> {
            service.makePrimary(revision);
            // AWS documents the same event for a rollback; only the reason differs.
            announce(DeploymentEvent.SERVICE_DEPLOYMENT_IN_PROGRESS, revision, "in progress: rolling back");
        });
        follow(DeploymentPlan.back(this, stages(), candidate));
    }

    void succeed() {
        finish(ServiceDeploymentStatus.SUCCESSFUL, null);
        service.succeeded(target);
        plane.note("deployment of " + target.label() + " successful");
        announce(DeploymentEvent.SERVICE_DEPLOYMENT_COMPLETED, target, "completed");
        plane.events.steadyState(service);
    }

    void rolledBack(Revision to) {
        finish(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL, "Rolled back.");
        plane.note("deployment of " + target.label() + " rolled back to " + to.label());
        announce(DeploymentEvent.SERVICE_DEPLOYMENT_COMPLETED, to, "completed");
        plane.events.steadyState(service);
    }

    void rollbackFailed(String reason) {
        finish(ServiceDeploymentStatus.ROLLBACK_FAILED, reason);
        plane.note("rollback of " + target.label() + " failed: " + reason);
    }

    /** A rolling deployment goes through stages too but reports none. */
    void enter(String stage) {
        if (configuration.strategy() != DeploymentStrategy.ROLLING) {
            facts.lifecycleStage(stage).updatedAt(now());
        }
    }

    ServiceDeployment view() {
        return snapshot.orElseGet(this::liveView);
    }

    private ServiceDeployment liveView() {
        return facts.status(status)
                .targetServiceRevision(target.summary())
                .sourceServiceRevisions(sources.stream().map(Revision::summary).toList())
                .build();
    }

    boolean ended() {
        return snapshot.isPresent();
    }

    String arn() {
        return arn;
    }

    EcsService service() {
        return service;
    }

    Revision target() {
        return target;
    }

    List<Revision> sources() {
        return sources;
    }

    /** All revisions that may have traffic or get it back, the target first. */
    List<Revision> revisions() {
        var all = new LinkedHashSet<Revision>();
        all.add(target);
        all.addAll(sources);
        service.lastSuccessful().ifPresent(all::add);
        return List.copyOf(all);
    }

    DeploymentConfiguration configuration() {
        return configuration;
    }

    HookCalls hooks() {
        return hooks;
    }

    Runnable guard(Runnable action) {
        return course.guard(action);
    }

    private DeploymentStages stages() {
        return new DeploymentStages(plane, this);
    }

    private void follow(Sequence next) {
        course = next;
        course.proceed();
    }

    private void become(ServiceDeploymentStatus next, String reason) {
        status = next;
        facts.statusReason(reason).updatedAt(now());
    }

    private void finish(ServiceDeploymentStatus end, String reason) {
        course.abandon();
        hooks.abandon();
        become(end, reason);
        facts.finishedAt(now());
        // Afterwards the task counts stand still: AWS shows how many tasks ran when the deployment ended.
        snapshot = Optional.of(liveView());
    }

    private void announce(DeploymentEvent event, Revision revision, String what) {
        plane.events.deploymentChanged(service, event, revision.deploymentId(),
                "ECS deployment " + revision.deploymentId() + " " + what + ".");
    }

    private Instant now() {
        return plane.world.time().now();
    }
}
