package dev.tidegate.tests.simulation;

import dev.tidegate.lambda.release.AlarmReading;
import dev.tidegate.lambda.release.Caller;
import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.DeploymentStatus;
import dev.tidegate.lambda.release.Hook;
import dev.tidegate.lambda.release.HookAnswer;
import dev.tidegate.lambda.release.Launch;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.Resolution;
import dev.tidegate.lambda.release.Target;
import dev.tidegate.lambda.release.TaskOrder;
import dev.tidegate.lambda.release.TaskStatus;
import dev.tidegate.lambda.release.Transition;
import dev.tidegate.lambda.drain.DrainReading;
import java.util.List;
import java.util.Optional;

/** AWS over the world: what the adapters would read and do there. */
final class SimulatedCloud implements Cloud {
    private final World world;
    private final Calls calls;
    private final Statuses statuses;
    private final Readings readings;
    private final Launcher launcher;

    SimulatedCloud(World world, Calls calls) {
        this.world = world;
        this.calls = calls;
        statuses = new Statuses(world, calls);
        readings = new Readings(world, calls);
        launcher = new Launcher(world, calls);
    }

    @Override
    public Resolution resolve(Release release) {
        return statuses.resolve(release);
    }

    @Override
    public DeploymentStatus deployment(Release release) {
        return statuses.of(release);
    }

    @Override
    public List<DrainReading> before(Release release, Target target) {
        return readings.before(target);
    }

    @Override
    public List<DrainReading> drain(Release release) {
        return readings.drain(release);
    }

    @Override
    public AlarmReading alarms(Target target) {
        return new AlarmReading.Quiet();
    }

    @Override
    public Launch start(TaskOrder order) {
        return launcher.start(order);
    }

    @Override
    public Optional<String> find(TaskOrder order) {
        return launcher.find(order);
    }

    @Override
    public TaskStatus task(Target target, String taskArn) {
        return launcher.status(target, taskArn);
    }

    @Override
    public void stop(Target target, String taskArn, String reason) {
        calls.make(Calls.Api.ECS, "StopTask", () -> launcher.run(target.database(), taskArn).ifPresent(
                MigrationRun::stop));
    }

    @Override
    public void answer(String deploymentId, Hook hook, HookAnswer answer) {
        boolean taken = calls.make(Calls.Api.CODE_DEPLOY, "PutLifecycleEventHookExecutionStatus", () -> {
            CodeDeployRollout rollout = (CodeDeployRollout) world.carried(deploymentId).rollout().orElseThrow();
            return rollout.answer(hook.executionId(), answer instanceof HookAnswer.Succeeded,
                    answer instanceof HookAnswer.Failed(String reason) ? reason : "");
        });
        if (!taken) {
            throw new AnswerNotTaken("no such hook", null);
        }
    }

    @Override
    public void answer(Release release, Caller caller, HookAnswer answer) {
        calls.make(Calls.Api.STEP_FUNCTIONS, "SendTask", () -> {
            world.tally.count(Seen.CALLERS_TOLD);
            if (answer instanceof HookAnswer.Succeeded) {
                world.promises.callerTold(world.carried(release.id().value()), caller.phase());
            }
        });
    }

    @Override
    public void refuse(Caller caller, String reason) {
        calls.make(Calls.Api.STEP_FUNCTIONS, "SendTaskFailure", () -> {});
    }

    @Override
    public void heartbeat(Caller caller) {
        calls.make(Calls.Api.STEP_FUNCTIONS, "SendTaskHeartbeat", () -> {});
    }

    @Override
    public void publish(Release release, List<Transition> steps) {
        calls.make(Calls.Api.EVENTS, "PutEvents", () -> {});
    }
}
