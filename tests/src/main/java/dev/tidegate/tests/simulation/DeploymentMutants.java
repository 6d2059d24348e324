package dev.tidegate.tests.simulation;

import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.DeploymentStatus;
import dev.tidegate.lambda.release.Hook;
import dev.tidegate.lambda.release.HookAnswer;
import dev.tidegate.lambda.release.Launch;
import dev.tidegate.lambda.release.Phase;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.Resolution;
import dev.tidegate.lambda.release.TaskOrder;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Controls that get the deployment or its hooks wrong. */
final class DeploymentMutants {
    private DeploymentMutants() {}

    static List<Mutant> all() {
        return Stream.of(ofDeployments(), ofHooks()).flatMap(List::stream).toList();
    }

    private static List<Mutant> ofDeployments() {
        return List.of(
                Mutant.ofCloud("trusts the target's Succeeded, before the termination wait is over", (cloud,
                        world) -> new ForwardingCloud(cloud) {
                            @Override
                            public DeploymentStatus deployment(Release release) {
                                DeploymentStatus status = super.deployment(release);
                                boolean target = world.carried(release.id().value()).rollout().filter(
                                        rollout -> rollout instanceof CodeDeployRollout own && own.isUnderWay() && own
                                                .hasTargetSucceeded()).isPresent();
                                return target ? new DeploymentStatus.Succeeded() : status;
                            }
                        }),
                Mutant.ofCloud("ignores rollbackInfo", (cloud, world) -> new ForwardingCloud(cloud) {
                    @Override
                    public Resolution resolve(Release release) {
                        Resolution resolution = super.resolve(release);
                        Carried carried = world.carried(release.id().value());
                        return carried.rollout().filter(Rollout::isRollback).isPresent() ? Statuses.migrates(carried,
                                false) : resolution;
                    }
                }),
                Mutant.ofDeploymentStatus("ignores deployments that supersede",
                        status -> status instanceof DeploymentStatus.Superseded ? new DeploymentStatus.Succeeded()
                                : status),
                Mutant.ofDeploymentStatus("ignores that a deployment failed",
                        status -> status instanceof DeploymentStatus.Failed ? new DeploymentStatus.UnderWay("?")
                                : status),
                Mutant.ofDeploymentStatus("takes a deployment under way for successful",
                        status -> status instanceof DeploymentStatus.UnderWay ? new DeploymentStatus.Succeeded()
                                : status));
    }

    private static List<Mutant> ofHooks() {
        return List.of(
                Mutant.ofResolution("blocks rollbacks",
                        resolution -> resolution instanceof Resolution.Bypass(String why) ? new Resolution.Refuse(why)
                                : resolution),
                Mutant.ofResolution("lets everything pass", resolution -> resolution instanceof Resolution.Migrates
                        ? new Resolution.Bypass("")
                        : resolution),
                Mutant.ofCloud("answers the hook when the task is started, before anything is recorded", (cloud,
                        world) -> new ForwardingCloud(cloud) {
                            @Override
                            public Launch start(TaskOrder order) {
                                Launch launch = super.start(order);
                                answerEarly(world, order);
                                return launch;
                            }
                        }),
                Mutant.ofCloud("does not answer again when the answer failed", (cloud,
                        _) -> new ForwardingCloud(cloud) {
                            @Override
                            public void answer(String deploymentId, Hook hook, HookAnswer answer) {
                                try {
                                    super.answer(deploymentId, hook, answer);
                                } catch (Cloud.Unavailable _) {
                                    // Forgotten.
                                }
                            }
                        }),
                Mutant.ofCloud("fails without a reason", (cloud, _) -> new ForwardingCloud(cloud) {
                    @Override
                    public void answer(String deploymentId, Hook hook, HookAnswer answer) {
                        super.answer(deploymentId, hook, answer instanceof HookAnswer.Failed ? new HookAnswer.Failed("")
                                : answer);
                    }
                }),
                Mutant.ofRules("has no deadline for hooks", rules -> RulesWith.preLimit(rules, Duration.ofHours(10))));
    }

    private static void answerEarly(World world, TaskOrder order) {
        String id = order.key().release().value();
        if (order.key().phase() == Phase.PRE_TRAFFIC && world.carried(id).rollout().orElse(
                null) instanceof CodeDeployRollout rollout) {
            rollout.answer(id + "-BeforeInstall", true, "");
        }
    }
}
