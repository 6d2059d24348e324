package dev.tidegate.tests.simulation;

import dev.tidegate.lambda.drain.Code;
import dev.tidegate.lambda.release.Deployment;
import dev.tidegate.lambda.release.DeploymentStatus;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.Resolution;
import dev.tidegate.lambda.release.Target;
import java.util.Optional;
import java.util.Set;

/** Reads deployments, in the words of the adapters. */
final class Statuses {
    private static final Set<String> OVER = Set.of("STOPPED", "ROLLBACK_IN_PROGRESS", "ROLLBACK_SUCCESSFUL");

    private final World world;
    private final Calls calls;

    Statuses(World world, Calls calls) {
        this.world = world;
        this.calls = calls;
    }

    Resolution resolve(Release release) {
        Carried carried = world.carried(release.id().value());
        return switch (release.deployment()) {
            case Deployment.Announced _ -> calls.make(Calls.Api.ECS, "DescribeTaskDefinition", () -> migrates(carried,
                    false));
            case Deployment.Native _ -> calls.make(Calls.Api.ECS, "DescribeServiceDeployments", () -> OVER.contains(
                    carried.rollout().orElseThrow().statusAt(calls.asOf()))
                            ? new Resolution.Bypass("the deployment is over")
                            : migrates(carried, true));
            case Deployment.CodeDeploy _ -> calls.make(Calls.Api.CODE_DEPLOY, "GetDeployment", () -> {
                CodeDeployRollout rollout = (CodeDeployRollout) carried.rollout().orElseThrow();
                if (rollout.isRollback()) {
                    return new Resolution.Bypass("the deployment is a rollback");
                }
                return rollout.isBeforeInstallOver() ? new Resolution.Bypass("the hook is not BeforeInstall")
                        : migrates(carried, false);
            });
        };
    }

    /** ECS settles on digests for a service revision; otherwise a tag does not tell which one will run. */
    static Resolution migrates(Carried carried, boolean digestsKnown) {
        SimDatabase database = carried.database();
        Set<Code> codes = database.isKnownBeforeItRuns() || digestsKnown ? database.code(carried.version())
                .<Set<Code>>map(Set::of).orElse(Set.of()) : Set.of();
        String version = carried.service().name + ":" + carried.version();
        Revision named = carried.service().revision("any", carried.version());
        return new Resolution.Migrates(new Target(database.name, "c", carried.service().name, version, named
                .taskDefinition(), "arn:aws:ecs:eu-west-1:111122223333:task-definition/migrations:" + carried
                        .version(), codes, false));
    }

    DeploymentStatus of(Release release) {
        Carried carried = world.carried(release.id().value());
        return switch (release.deployment()) {
            case Deployment.Native _ -> calls.make(Calls.Api.ECS, "DescribeServiceDeployments", () -> ecs(carried
                    .rollout().orElseThrow(), calls.asOf()));
            case Deployment.Announced _ -> calls.make(Calls.Api.ECS, "ListServiceDeployments", () -> announced(release,
                    carried, calls.asOf()));
            case Deployment.CodeDeploy _ -> calls.make(Calls.Api.CODE_DEPLOY, "GetDeployment", () -> codeDeploy(
                    (CodeDeployRollout) carried.rollout().orElseThrow(), calls.asOf()));
        };
    }

    private DeploymentStatus ecs(Rollout rollout, long asOf) {
        String status = rollout.statusAt(asOf);
        return switch (status) {
            case "SUCCESSFUL" -> rollout.service.hasLater(rollout, asOf)
                    ? new DeploymentStatus.Superseded("another service deployment came after it")
                    : new DeploymentStatus.Succeeded();
            case "STOPPED", "ROLLBACK_SUCCESSFUL" -> new DeploymentStatus.Failed("the deployment is " + status);
            default -> new DeploymentStatus.UnderWay(status);
        };
    }

    /** The first deployment that was created after the announcement. */
    private DeploymentStatus announced(Release release, Carried carried, long asOf) {
        long openedAt = release.openedAt().toEpochMilli() - World.EPOCH;
        Optional<Rollout> first = carried.service().rollouts.stream().filter(rollout -> rollout.createdAt > openedAt
                && rollout.createdAt <= asOf).findFirst();
        first.filter(rollout -> rollout.target.version() == carried.version()).ifPresent(carried::begins);
        return first.map(rollout -> rollout.target.version() == carried.version() ? ecs(rollout, asOf)
                : new DeploymentStatus.Superseded("another deployment came before the announced one"))
                .orElseGet(() -> new DeploymentStatus.NotBegun(carried.service().name + ":" + carried.version()));
    }

    private static DeploymentStatus codeDeploy(CodeDeployRollout rollout, long asOf) {
        String status = rollout.statusAt(asOf);
        return switch (status) {
            case "Succeeded" -> succeeded(rollout);
            case "Failed", "Stopped" -> new DeploymentStatus.Failed("the deployment is " + status);
            default -> new DeploymentStatus.UnderWay(status);
        };
    }

    private static DeploymentStatus succeeded(CodeDeployRollout rollout) {
        if (rollout.rollbackId.isPresent()) {
            return new DeploymentStatus.Failed("the deployment was rolled back");
        }
        Optional<Rollout> other = rollout.service.underWay();
        if (other.isPresent()) {
            return new DeploymentStatus.Superseded("deployment " + other.get().id + " is under way");
        }
        boolean primary = rollout.service.current(rollout.world.now()).filter(rollout.target::equals).isPresent();
        return primary ? new DeploymentStatus.Succeeded()
                : new DeploymentStatus.Superseded("the primary task set is not its own");
    }
}
