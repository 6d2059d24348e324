package dev.tidegate.tests.codedeploy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;

import dev.tidegate.tests.ecs.TrafficSteps;
import dev.tidegate.tests.time.Sequence;
import dev.tidegate.tests.time.Sequence.Step;
import software.amazon.awssdk.services.codedeploy.model.BlueGreenDeploymentConfiguration;
import software.amazon.awssdk.services.codedeploy.model.DeploymentReadyAction;
import software.amazon.awssdk.services.codedeploy.model.ErrorCode;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;

/** What happens in each lifecycle event of a deployment, and after the last one. */
final class BlueGreenPlan {
    private final CodeDeployPlane plane;
    private final BlueGreenDeployment deployment;
    private final DeploymentGroup group;

    BlueGreenPlan(CodeDeployPlane plane, BlueGreenDeployment deployment) {
        this.plane = plane;
        this.deployment = deployment;
        this.group = deployment.group();
    }

    Sequence sequence() {
        var steps = new ArrayList<Step>();
        steps.add(hook(LifecycleEventName.BEFORE_INSTALL));
        steps.add(within(LifecycleEventName.INSTALL, deployment.isRollback() ? Runnable::run : this::install));
        steps.add(hook(LifecycleEventName.AFTER_INSTALL));
        if (group.hasTestListener()) {
            steps.add(within(LifecycleEventName.ALLOW_TEST_TRAFFIC,
                    done -> after(plane.world.pace().trafficShift(), done)));
            steps.add(hook(LifecycleEventName.AFTER_ALLOW_TEST_TRAFFIC));
        } else {
            steps.add(skip(LifecycleEventName.ALLOW_TEST_TRAFFIC));
            steps.add(skip(LifecycleEventName.AFTER_ALLOW_TEST_TRAFFIC));
        }
        steps.add(this::untilContinued);
        steps.add(hook(LifecycleEventName.BEFORE_ALLOW_TRAFFIC));
        steps.add(within(LifecycleEventName.ALLOW_TRAFFIC, this::allowTraffic));
        steps.add(hook(LifecycleEventName.AFTER_ALLOW_TRAFFIC));
        steps.add(this::terminationWait);
        steps.add(this::terminate);
        steps.add(done -> deployment.succeed());
        return new Sequence(steps);
    }

    private Step hook(LifecycleEventName event) {
        return within(event, done -> {
            var function = deployment.appSpec()
                    .hook(event)
                    .filter(name -> !deployment.isRollback() || plane.behaviour().hooksOnRollback());
            if (function.isEmpty()) {
                done.run();
                return;
            }
            deployment.hooks()
                    .ask(event, function.get(), plane.behaviour(), failure -> deployment.guard(() -> failure
                            .ifPresentOrElse(why -> deployment.fail(ErrorCode.HOOK_EXECUTION_FAILURE, why), done))
                            .run());
        });
    }

    private Step within(LifecycleEventName event, Step work) {
        return done -> {
            deployment.events().started(event, plane.world.time().now());
            work.run(() -> {
                deployment.events().ended(event, LifecycleEventStatus.SUCCEEDED, plane.world.time().now());
                done.run();
            });
        };
    }

    private Step skip(LifecycleEventName event) {
        return done -> {
            deployment.events().ended(event, LifecycleEventStatus.SKIPPED, plane.world.time().now());
            done.run();
        };
    }

    private void install(Runnable done) {
        var sets = group.taskSets();
        var blue = sets.primary();
        // A deployment that failed or was stopped without a rollback leaves its task set behind.
        sets.all().stream().filter(set -> set.status().equals("ACTIVE")).forEach(sets::delete);
        deployment.taskSets().from(blue);
        var appSpec = deployment.appSpec();
        var green = sets.create(appSpec.taskDefinition(), deployment.id(), appSpec.containerName(),
                appSpec.containerPort(), appSpec.network());
        deployment.taskSets().to(green);
        var limit = plane.world.time()
                .after(plane.world.pace().installLimit(), deployment.guard(() -> deployment.fail(ErrorCode.TIMEOUT,
                        "The deployment timed out while waiting for the replacement task set to become healthy.")));
        green.whenSteady(deployment.guard(() -> {
            limit.cancel();
            done.run();
        }));
    }

    /** Where the group says so, traffic moves only after ContinueDeployment, and the deployment stops without it. */
    private void untilContinued(Runnable done) {
        var option = Optional.ofNullable(group.info().blueGreenDeploymentConfiguration())
                .map(BlueGreenDeploymentConfiguration::deploymentReadyOption)
                .filter(ready -> ready.actionOnTimeout() == DeploymentReadyAction.STOP_DEPLOYMENT);
        if (option.isEmpty() || deployment.isRollback()) {
            done.run();
            return;
        }
        deployment.ready();
        var minutes = Optional.ofNullable(option.get().waitTimeInMinutes()).orElse(0);
        var limit = plane.world.time()
                .after(Duration.ofMinutes(minutes), deployment.guard(() -> deployment.stop(Optional.empty())));
        deployment.waitsFor(deployment.guard(() -> {
            limit.cancel();
            deployment.resume();
            done.run();
        }));
    }

    private void allowTraffic(Runnable done) {
        var traffic = TrafficRouting.of(deployment.info().deploymentConfigName());
        var steps = new ArrayList<Step>();
        for (var percent : traffic.percents()) {
            steps.add(next -> {
                group.taskSets().shift(deployment.taskSets().shiftTo(percent));
                plane.note("traffic " + TrafficSteps.text(percent) + " to " + label());
                after(plane.world.pace().trafficShift(), next);
            });
            if (percent < 100.0) {
                steps.add(next -> after(plane.world.pace().stepBake().orElse(traffic.between()), next));
            }
        }
        steps.add(next -> {
            group.taskSets().promote(deployment.taskSets().goal().orElseThrow());
            done.run();
        });
        new Sequence(steps).proceed();
    }

    private String label() {
        var definition = deployment.taskSets().goal().orElseThrow().taskDefinition();
        return definition.substring(definition.lastIndexOf('/') + 1);
    }

    private void terminationWait(Runnable done) {
        deployment.targetSucceeded();
        if (deployment.isRollback()) {
            done.run();
            return;
        }
        plane.note("waits before it terminates the original task set");
        var wait = plane.world.time().after(terminationWait(), deployment.guard(done));
        deployment.waitsFor(deployment.guard(() -> {
            wait.cancel();
            done.run();
        }));
    }

    private Duration terminationWait() {
        var configured = Optional.ofNullable(group.info().blueGreenDeploymentConfiguration())
                .map(BlueGreenDeploymentConfiguration::terminateBlueInstancesOnDeploymentSuccess)
                .map(option -> option.terminationWaitTimeInMinutes())
                .orElse(0);
        return plane.world.pace().terminationWait().orElse(Duration.ofMinutes(configured));
    }

    private void terminate(Runnable done) {
        deployment.waitsFor(() -> {});
        deployment.terminating();
        deployment.taskSets().leaving().ifPresentOrElse(set -> {
            group.taskSets().delete(set);
            if (plane.behaviour().successAfterStopped()) {
                set.whenGone(done);
            } else {
                set.whenScaledDown(done);
            }
        }, done);
    }

    private void after(Duration delay, Runnable action) {
        plane.world.time().after(delay, deployment.guard(action));
    }
}
