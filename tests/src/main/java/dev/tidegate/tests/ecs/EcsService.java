package dev.tidegate.tests.ecs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import software.amazon.awssdk.services.ecs.model.ContainerImage;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** One service: its settings, and its revisions and deployments or, under CodeDeploy, its task sets. */
final class EcsService {
    private final ControlPlane plane;
    private final String cluster;
    private final List<Revision> revisions = new ArrayList<>();
    private final List<NativeDeployment> deployments = new ArrayList<>();
    private final TaskSets taskSets;
    private Service settings;
    private Optional<Revision> primary = Optional.empty();
    private Optional<Revision> lastSuccessful = Optional.empty();

    /** @param settings everything a user sets; counts, task sets and deployments are added to it when it is described */
    EcsService(ControlPlane plane, String cluster, Service settings) {
        this.plane = plane;
        this.cluster = cluster;
        this.settings = settings;
        this.taskSets = new TaskSets(plane, this);
    }

    /** Makes a new revision of the present settings and deploys it; a deployment that is under way is stopped. */
    void deploy(TaskDefinition definition) {
        var running = deployments.stream().filter(deployment -> !deployment.ended()).toList();
        var sources = revisions.stream().filter(Revision::active).toList();
        var target = newRevision(definition);
        revisions.add(target);
        makePrimary(target);
        var next = new NativeDeployment(plane, this, target, sources);
        deployments.add(next);
        if (running.isEmpty()) {
            plane.world.time().after(plane.world.pace().reaction(), next::begin);
        } else {
            running.getLast().supersede(next::begin);
        }
    }

    private Revision newRevision(TaskDefinition definition) {
        var number = plane.ids.number();
        var arn = plane.arns.serviceRevision(cluster, name(), number);
        var view = ServiceRevision.builder()
                .serviceRevisionArn(arn)
                .serviceArn(arn())
                .clusterArn(clusterArn())
                .taskDefinition(definition.taskDefinitionArn())
                .networkConfiguration(settings.networkConfiguration())
                .launchType(settings.launchType())
                .capacityProviderStrategy(settings.capacityProviderStrategy())
                .platformVersion(settings.platformVersion())
                .loadBalancers(settings.loadBalancers())
                .containerImages(definition.containerDefinitions()
                        .stream()
                        .map(container -> ContainerImage.builder()
                                .containerName(container.name())
                                .image(container.image())
                                .imageDigest(ContainerRun.digest(container.image()))
                                .build())
                        .toList())
                .createdAt(plane.world.time().now())
                .build();
        var launch = launch(definition, "ecs-svc/" + number, arn,
                settings.loadBalancers().stream().findFirst().map(balancer -> balancer.containerName()));
        return new Revision(view, new Fleet(plane, launch), launch.label());
    }

    /**
     * How the service's tasks are started.
     *
     * @param deploymentId what becomes their {@code startedBy}
     * @param revision what the load balancer knows them by
     * @param container the container that serves; empty for a service without a load balancer
     */
    TaskLaunch launch(TaskDefinition definition, String deploymentId, String revision, Optional<String> container) {
        var launchType = settings.launchType() == null ? LaunchType.FARGATE : settings.launchType();
        return new TaskLaunch(cluster, definition, "service:" + name(), Optional.of(deploymentId),
                Overrides.complete(definition, null), List.of(), launchType,
                container.map(serving -> new TaskLaunch.Balancing(arn(), revision, serving)), task -> {});
    }

    void makePrimary(Revision revision) {
        primary = Optional.of(revision);
        settings = settings.toBuilder().taskDefinition(revision.view().taskDefinition()).build();
    }

    void succeeded(Revision revision) {
        lastSuccessful = Optional.of(revision);
    }

    /** The revision a deployment that fails goes back to. */
    Optional<Revision> lastSuccessful() {
        return lastSuccessful;
    }

    /** Changes how many tasks are wanted, which is no deployment. */
    void scaleTo(int count) {
        settings = settings.toBuilder().desiredCount(count).build();
        revisions.stream().filter(revision -> revision.fleet().desired() > 0).forEach(
                revision -> revision.fleet().scaleTo(count));
        taskSets.scaleTo(count);
    }

    void change(Service changed) {
        settings = changed;
    }

    Service settings() {
        return settings;
    }

    Service view() {
        var active = revisions.stream().filter(Revision::active).toList();
        return settings.toBuilder()
                .runningCount(active.stream().mapToInt(revision -> revision.fleet().running()).sum() + taskSets
                        .running())
                .pendingCount(active.stream().mapToInt(revision -> revision.fleet().pending()).sum() + taskSets
                        .pending())
                .currentServiceDeployment(deployments.isEmpty() ? null : deployments.getLast().arn())
                .currentServiceRevisions(active.stream().map(Revision::currentSummary).toList())
                .deployments(revisions.reversed()
                        .stream()
                        .filter(revision -> isPrimary(revision) || revision.active())
                        .map(this::deploymentView)
                        .toList())
                .taskSets(taskSets.views())
                .build();
    }

    private Deployment deploymentView(Revision revision) {
        return Deployment.builder()
                .id(revision.deploymentId())
                .status(isPrimary(revision) ? "PRIMARY" : "ACTIVE")
                .taskDefinition(revision.view().taskDefinition())
                .desiredCount(revision.fleet().desired())
                .runningCount(revision.fleet().running())
                .pendingCount(revision.fleet().pending())
                .failedTasks(revision.fleet().failures())
                .rolloutState(rolloutState(revision))
                .networkConfiguration(revision.view().networkConfiguration())
                .launchType(revision.view().launchType())
                .createdAt(revision.view().createdAt())
                .updatedAt(plane.world.time().now())
                .build();
    }

    private DeploymentRolloutState rolloutState(Revision revision) {
        if (isPrimary(revision)) {
            return switch (deployments.getLast().view().status()) {
                case SUCCESSFUL, ROLLBACK_SUCCESSFUL -> DeploymentRolloutState.COMPLETED;
                case ROLLBACK_FAILED, STOPPED -> DeploymentRolloutState.FAILED;
                case PENDING, IN_PROGRESS, STOP_REQUESTED, ROLLBACK_REQUESTED, ROLLBACK_IN_PROGRESS,
                        UNKNOWN_TO_SDK_VERSION -> DeploymentRolloutState.IN_PROGRESS;
            };
        }
        boolean worked = lastSuccessful.filter(revision::equals).isPresent();
        return worked ? DeploymentRolloutState.COMPLETED : DeploymentRolloutState.FAILED;
    }

    private boolean isPrimary(Revision revision) {
        return primary.filter(revision::equals).isPresent();
    }

    DeploymentConfiguration deploymentConfiguration() {
        return settings.deploymentConfiguration();
    }

    List<NativeDeployment> deployments() {
        return deployments;
    }

    List<Revision> revisions() {
        return revisions;
    }

    TaskSets taskSets() {
        return taskSets;
    }

    boolean underCodeDeploy() {
        return settings.deploymentController().type() == DeploymentControllerType.CODE_DEPLOY;
    }

    /** Whether it has a load balancer whose traffic can be shifted. */
    boolean balanced() {
        return !settings.loadBalancers().isEmpty();
    }

    int desiredCount() {
        return settings.desiredCount();
    }

    String cluster() {
        return cluster;
    }

    String name() {
        return settings.serviceName();
    }

    String arn() {
        return settings.serviceArn();
    }

    String clusterArn() {
        return settings.clusterArn();
    }
}
