package dev.tidegate.tests.simulation;

import dev.tidegate.lambda.drain.DrainReading;
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
import java.util.List;
import java.util.Optional;

/** Does as another does, for mutants that get one thing wrong. */
class ForwardingCloud implements Cloud {
    private final Cloud cloud;

    ForwardingCloud(Cloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public Resolution resolve(Release release) {
        return cloud.resolve(release);
    }

    @Override
    public DeploymentStatus deployment(Release release) {
        return cloud.deployment(release);
    }

    @Override
    public List<DrainReading> before(Release release, Target target) {
        return cloud.before(release, target);
    }

    @Override
    public List<DrainReading> drain(Release release) {
        return cloud.drain(release);
    }

    @Override
    public AlarmReading alarms(Target target) {
        return cloud.alarms(target);
    }

    @Override
    public Launch start(TaskOrder order) {
        return cloud.start(order);
    }

    @Override
    public Optional<String> find(TaskOrder order) {
        return cloud.find(order);
    }

    @Override
    public TaskStatus task(Target target, String taskArn) {
        return cloud.task(target, taskArn);
    }

    @Override
    public void stop(Target target, String taskArn, String reason) {
        cloud.stop(target, taskArn, reason);
    }

    @Override
    public void answer(String deploymentId, Hook hook, HookAnswer answer) {
        cloud.answer(deploymentId, hook, answer);
    }

    @Override
    public void answer(Release release, Caller caller, HookAnswer answer) {
        cloud.answer(release, caller, answer);
    }

    @Override
    public void refuse(Caller caller, String reason) {
        cloud.refuse(caller, reason);
    }

    @Override
    public void heartbeat(Caller caller) {
        cloud.heartbeat(caller);
    }

    @Override
    public void publish(Release release, List<Transition> steps) {
        cloud.publish(release, steps);
    }
}
