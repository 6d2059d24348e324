package dev.tidegate.lambda.aws;

import dev.tidegate.lambda.drain.DrainReading;
import dev.tidegate.lambda.drain.TaskSighting;
import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.Deployment;
import dev.tidegate.lambda.release.DeploymentStatus;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.Resolution;
import dev.tidegate.lambda.release.Target;
import dev.tidegate.lambda.settings.Database;
import dev.tidegate.lambda.settings.Settings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/** Deployments that ECS controls itself. */
final class NativeDeployments {
    /** STOP_REQUESTED and ROLLBACK_REQUESTED are not among them: such a deployment may still end SUCCESSFUL. */
    private static final Set<String> OVER = Set.of("STOPPED", "ROLLBACK_IN_PROGRESS", "ROLLBACK_SUCCESSFUL",
            "ROLLBACK_FAILED");

    private final EcsClient ecs;
    private final Services services;
    private final MigrationTaskDefinitions taskDefinitions;
    private final Settings settings;
    private final InstantSource clock;

    NativeDeployments(EcsClient ecs, Services services, MigrationTaskDefinitions taskDefinitions, Settings settings,
            InstantSource clock) {
        this.ecs = ecs;
        this.services = services;
        this.taskDefinitions = taskDefinitions;
        this.settings = settings;
        this.clock = clock;
    }

    Resolution resolve(Deployment.Native deployment) {
        Optional<Database> database = settings.databaseOfService(deployment.service());
        if (database.isEmpty()) {
            return new Resolution.Refuse("service " + deployment.service()
                    + " is in no entry of the settings; add one, "
                    + "or take the lifecycle hook away from the service");
        }
        String status = describe(deployment.serviceDeployment()).statusAsString();
        if (OVER.contains(status)) {
            return new Resolution.Bypass("the deployment is " + status + ": it goes back to code that ran before");
        }
        String taskDefinition = revision(deployment.targetRevision()).taskDefinition();
        return taskDefinitions.resolve(database.get(), Arns.lastSegment(taskDefinition), taskDefinition);
    }

    DeploymentStatus status(Deployment.Native deployment) {
        ServiceDeployment now = describe(deployment.serviceDeployment());
        String status = now.statusAsString();
        return switch (status) {
            case "SUCCESSFUL" -> succeeded(deployment, now);
            case "STOPPED" -> new DeploymentStatus.Failed("the deployment was stopped" + reason(now));
            case "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED" ->
                new DeploymentStatus.Failed("the deployment was rolled back" + reason(now));
            // ROLLBACK_REQUESTED may still end SUCCESSFUL, and words that are new to us are not the end either.
            default -> new DeploymentStatus.UnderWay(
                    Optional.ofNullable(now.lifecycleStageAsString()).map(stage -> stage + ", " + status)
                            .orElse(status));
        };
    }

    private static String reason(ServiceDeployment deployment) {
        return Optional.ofNullable(deployment.statusReason()).map(reason -> " (" + reason + ")").orElse("");
    }

    private DeploymentStatus succeeded(Deployment.Native deployment, ServiceDeployment now) {
        String target = now.targetServiceRevision() == null ? "none" : now.targetServiceRevision().arn();
        if (!deployment.targetRevision().equals(target)) {
            return new DeploymentStatus.Failed("the deployment succeeded for another revision: " + target);
        }
        return deploymentsSince(deployment.service(), now.createdAt()).stream()
                .filter(later -> !later.serviceDeploymentArn().equals(deployment.serviceDeployment()))
                .filter(later -> !later.createdAt().isBefore(now.createdAt())).findFirst()
                .<DeploymentStatus>map(later -> new DeploymentStatus.Superseded(
                        "service deployment " + Arns.lastSegment(later.serviceDeploymentArn()) + " came after it"))
                .orElseGet(DeploymentStatus.Succeeded::new);
    }

    DrainReading drain(Target target, Deployment.Native deployment) {
        Service service = services.describe(target.cluster(), target.service());
        // The form of startedBy is known from AWS's samples only; the task definition is compared as well.
        var identity = new DrainReading.Identity("ecs-svc/" + Arns.lastSegment(deployment.targetRevision()),
                target.taskDefinition());
        List<TaskSighting> tasks = services.tasks(target.cluster(), target.service());
        return new DrainReading.Seen(clock.instant(), target.service(), identity, tasks, others(service, deployment));
    }

    private static List<String> others(Service service, Deployment.Native deployment) {
        List<String> others = new ArrayList<>();
        service.currentServiceRevisions().stream().filter(revision -> !revision.arn().equals(deployment
                .targetRevision()))
                .filter(revision -> any(revision.runningTaskCount()) || any(revision.pendingTaskCount()))
                .forEach(revision -> others.add("service revision " + Arns.lastSegment(revision.arn())));
        service.deployments().stream().filter(listed -> !"PRIMARY".equals(listed.status()))
                .forEach(listed -> others.add("deployment " + listed.id() + " " + listed.status()));
        return others;
    }

    private static boolean any(Integer count) {
        return count != null && count > 0;
    }

    /** Only the first deployment after the announcement can be the announced one: any other has come before it. */
    DeploymentStatus announced(Release release) {
        Target target = release.knownTarget();
        return firstSince(release).map(first -> {
            String taskDefinition = revision(first.targetRevision()).taskDefinition();
            return taskDefinition.equals(target.taskDefinition()) ? status(first)
                    : new DeploymentStatus.Superseded("service deployment "
                            + Arns.lastSegment(first.serviceDeployment()) + " of "
                            + Arns.lastSegment(taskDefinition) + " came before the announced one");
        }).orElseGet(() -> new DeploymentStatus.UnderWay(
                "preparation: no deployment of " + target.version() + " has begun"));
    }

    DrainReading drainAnnounced(Release release) {
        return firstSince(release).map(first -> drain(release.knownTarget(), first))
                .orElseGet(() -> new DrainReading.Unknown("no deployment has begun"));
    }

    private Optional<Deployment.Native> firstSince(Release release) {
        Target target = release.knownTarget();
        String service = services.describe(target.cluster(), target.service()).serviceArn();
        return oldestFirst(deploymentsSince(service, release.openedAt())).stream()
                .filter(brief -> brief.createdAt().isAfter(release.openedAt())
                        && brief.targetServiceRevisionArn() != null)
                .findFirst().map(brief -> new Deployment.Native(brief.serviceDeploymentArn(), service,
                        brief.targetServiceRevisionArn()));
    }

    Resolution resolve(Deployment.Announced announced) {
        Database database = settings.database(announced.database()).orElseThrow(
                () -> new IllegalStateException("no database \"" + announced.database() + "\" in the settings"));
        if (database.codeDeploy().isPresent()) {
            return new Resolution.Refuse("service \"" + database.service()
                    + "\" is deployed by CodeDeploy, whose BeforeInstall hook opens its releases; do not announce them");
        }
        return taskDefinitions.resolveNamed(database, announced.taskDefinition());
    }

    private ServiceDeployment describe(String arn) {
        var response = Calls.ask("ECS DescribeServiceDeployments",
                () -> ecs.describeServiceDeployments(describe -> describe.serviceDeploymentArns(arn)));
        return response.serviceDeployments().stream().findFirst().orElseThrow(
                () -> new Cloud.Unavailable("ECS DescribeServiceDeployments: no service deployment " + arn, null));
    }

    private ServiceRevision revision(String arn) {
        var response = Calls.ask("ECS DescribeServiceRevisions",
                () -> ecs.describeServiceRevisions(describe -> describe.serviceRevisionArns(arn)));
        return response.serviceRevisions().stream().findFirst().orElseThrow(
                () -> new Cloud.Unavailable("ECS DescribeServiceRevisions: no service revision " + arn, null));
    }

    private static List<ServiceDeploymentBrief> oldestFirst(List<ServiceDeploymentBrief> deployments) {
        return deployments.stream().sorted(Comparator.comparing(ServiceDeploymentBrief::createdAt)).toList();
    }

    /** The SDK has no paginator for this operation. */
    private List<ServiceDeploymentBrief> deploymentsSince(String service, Instant from) {
        List<ServiceDeploymentBrief> found = new ArrayList<>();
        String cluster = service.substring(0, service.lastIndexOf('/')).replace(":service/", ":cluster/");
        String token = null;
        do {
            String next = token;
            var page = Calls.ask("ECS ListServiceDeployments",
                    () -> ecs.listServiceDeployments(list -> list.cluster(cluster).service(service)
                            .createdAt(created -> created.after(from.minusSeconds(1))).nextToken(next)));
            found.addAll(page.serviceDeployments());
            token = page.nextToken();
        } while (token != null);
        return found;
    }
}
