package dev.tidegate.lambda.aws;

import dev.tidegate.lambda.drain.DrainReading;
import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.Deployment;
import dev.tidegate.lambda.release.DeploymentStatus;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.Resolution;
import dev.tidegate.lambda.release.State;
import dev.tidegate.lambda.release.Target;
import dev.tidegate.lambda.settings.Database;
import dev.tidegate.lambda.settings.DeployedService;
import dev.tidegate.lambda.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/** Deployments that ECS controls itself. */
final class NativeDeployments {
    /** STOP_REQUESTED and ROLLBACK_REQUESTED are not among them: such a deployment may still end SUCCESSFUL. */
    private static final Set<String> OVER = Set.of("STOPPED", "ROLLBACK_IN_PROGRESS", "ROLLBACK_SUCCESSFUL",
            "ROLLBACK_FAILED");

    /** ECS agrees with itself only by and by: a deployment that has just begun may be unknown for minutes. */
    private static final Duration SETTLES = Duration.ofMinutes(10);

    /** How long ECS keeps a service's deployments (ECS guide, service deployments). */
    private static final Duration KEPT = Duration.ofDays(90);

    private final EcsClient ecs;
    private final Services services;
    private final MigrationTaskDefinitions taskDefinitions;
    private final Settings settings;
    private final DeployingService deploying;
    private final InstantSource clock;
    private final TimeLimit limit;

    NativeDeployments(EcsClient ecs, Services services, MigrationTaskDefinitions taskDefinitions, Settings settings,
            DeployingService deploying, InstantSource clock, TimeLimit limit) {
        this.ecs = ecs;
        this.services = services;
        this.taskDefinitions = taskDefinitions;
        this.settings = settings;
        this.deploying = deploying;
        this.clock = clock;
        this.limit = limit;
    }

    Resolution resolve(Release release, Deployment.Native deployment) {
        Optional<Settings.Found> found = settings.service(deployment.service());
        if (found.isEmpty()) {
            return new Resolution.Refuse("service " + deployment.service()
                    + " is in no entry of the settings; add one, "
                    + "or take the lifecycle hook away from the service");
        }
        Optional<ServiceDeployment> known = find(deployment.serviceDeployment());
        if (known.isEmpty() && clock.instant().isAfter(release.openedAt().plus(SETTLES))) {
            return new Resolution.Refuse("ECS knows no service deployment " + deployment.serviceDeployment());
        }
        ServiceDeployment now = known.orElseThrow(() -> unknown(deployment.serviceDeployment()));
        String status = String.valueOf(now.statusAsString());
        if (OVER.contains(status)) {
            return new Resolution.Bypass("the deployment is " + status + ": it goes back to code that ran before");
        }
        if (now.targetServiceRevision() != null && !deployment.targetRevision().equals(now.targetServiceRevision()
                .arn())) {
            return new Resolution.Refuse("the hook names the revision " + deployment.targetRevision()
                    + ", but the deployment's target is " + now.targetServiceRevision().arn());
        }
        ServiceRevision revision = revision(deployment.targetRevision());
        return taskDefinitions.resolve(found.get(), Arns.lastSegment(revision.taskDefinition()), new NewCode(Optional
                .of(revision.taskDefinition()), revision.containerImages()));
    }

    DeploymentStatus status(Release release, Deployment.Native deployment) {
        return find(deployment.serviceDeployment()).map(now -> status(deployment, now))
                .orElseGet(() -> forgotten(release, deployment));
    }

    /** The history of deployments goes with the service. */
    private DeploymentStatus forgotten(Release release, Deployment.Native deployment) {
        String[] owner = deployment.service().substring(deployment.service().indexOf('/') + 1).split("/");
        if (services.isDeleted(owner[0], owner[1], release.openedAt())) {
            return new DeploymentStatus.Failed("service \"" + owner[1] + "\" was deleted");
        }
        if (clock.instant().isAfter(release.openedAt().plus(KEPT))) {
            return new DeploymentStatus.Failed("ECS does not know the deployment any more");
        }
        return deploymentsSince(deployment.service(), release.openedAt()).stream().filter(later -> !later
                .serviceDeploymentArn().equals(deployment.serviceDeployment())).findFirst()
                .map(NativeDeployments::supersededBy).orElseThrow(() -> unknown(deployment
                        .serviceDeployment()));
    }

    private static DeploymentStatus supersededBy(ServiceDeploymentBrief later) {
        return new DeploymentStatus.Superseded("service deployment " + Arns.lastSegment(later.serviceDeploymentArn())
                + " came after it");
    }

    private static Cloud.Unavailable unknown(String arn) {
        return new Cloud.Unavailable("ECS DescribeServiceDeployments: no service deployment " + arn, null);
    }

    private DeploymentStatus status(Deployment.Native deployment, ServiceDeployment now) {
        String status = String.valueOf(now.statusAsString());
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
                .map(NativeDeployments::supersededBy).orElseGet(DeploymentStatus.Succeeded::new);
    }

    DrainReading drain(Target target, Deployment.Native deployment, Codes.Question question) {
        Service service = services.describe(target.cluster(), target.service());
        // The form of startedBy is known from AWS's samples only; the task definition is compared as well.
        var identity = new DrainReading.Identity("ecs-svc/" + Arns.lastSegment(deployment.targetRevision()),
                target.taskDefinition());
        return deploying.read(target, identity, others(service, deployment), question);
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
        if (services.isDeleted(target.cluster(), target.service(), Instant.MAX)) {
            // Whose deployment has not been seen may have been announced before it was created, or created again.
            return release.state() instanceof State.Armed
                    ? new DeploymentStatus.NotBegun(target.version() + ", of service \"" + target.service()
                            + "\", which has yet to be created,")
                    : new DeploymentStatus.Failed("service \"" + target.service() + "\" was deleted");
        }
        return firstSince(release).map(first -> {
            String taskDefinition = revision(first.targetRevision()).taskDefinition();
            return taskDefinition.equals(target.taskDefinition()) ? status(release, first)
                    : new DeploymentStatus.Superseded("service deployment "
                            + Arns.lastSegment(first.serviceDeployment()) + " of "
                            + Arns.lastSegment(taskDefinition) + " came before the announced one");
        }).orElseGet(() -> new DeploymentStatus.NotBegun(target.version()));
    }

    DrainReading drainAnnounced(Release release, Codes.Question question) {
        Target target = release.knownTarget();
        return firstSince(release).map(first -> drain(target, first, question))
                .orElseGet(() -> new DrainReading.Unknown(DeployingService.title(target), "no deployment has begun"));
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
        Optional<Database> found = settings.database(announced.database());
        if (found.isEmpty()) {
            return new Resolution.Refuse("database \"" + announced.database() + "\" is no longer in the settings");
        }
        Database database = found.get();
        List<DeployedService> named = database.services().stream()
                .filter(one -> announced.service().map(one.name()::equals).orElse(true)).toList();
        if (named.size() != 1) {
            return new Resolution.Refuse("database \"" + database.name() + "\" has the services " + String.join(", ",
                    database.services().stream().map(DeployedService::name).toList())
                    + "; give the one that is going to be deployed as \"service\"");
        }
        DeployedService service = named.getFirst();
        if (service.codeDeploy().isPresent()) {
            return new Resolution.Refuse("service \"" + service.name()
                    + "\" is deployed by CodeDeploy, whose BeforeInstall hook opens its releases; do not announce them");
        }
        return taskDefinitions.resolveNamed(new Settings.Found(database, service), announced.taskDefinition());
    }

    /** Empty when ECS does not know it any more; with its service, the history of its deployments is gone. */
    private Optional<ServiceDeployment> find(String arn) {
        return limit.ask("ECS DescribeServiceDeployments", () -> {
            try {
                var response = ecs.describeServiceDeployments(describe -> describe.serviceDeploymentArns(arn));
                response.failures().forEach(failure -> Services.onlyForgotten("ECS DescribeServiceDeployments",
                        failure));
                return response.serviceDeployments().stream().findFirst();
            } catch (ServiceNotFoundException | ClusterNotFoundException _) {
                return Optional.empty();
            }
        });
    }

    private ServiceRevision revision(String arn) {
        var response = limit.ask("ECS DescribeServiceRevisions",
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
            var page = limit.ask("ECS ListServiceDeployments",
                    () -> ecs.listServiceDeployments(list -> list.cluster(cluster).service(service)
                            .createdAt(created -> created.after(from.minusSeconds(1))).nextToken(next)));
            found.addAll(page.serviceDeployments());
            token = page.nextToken();
        } while (token != null);
        return found;
    }
}
