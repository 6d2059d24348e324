package dev.tidegate.lambda.aws;

import dev.tidegate.lambda.drain.DrainReading;
import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.Deployment;
import dev.tidegate.lambda.release.DeploymentStatus;
import dev.tidegate.lambda.release.Hook;
import dev.tidegate.lambda.release.HookAnswer;
import dev.tidegate.lambda.release.Launch;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.Resolution;
import dev.tidegate.lambda.release.Target;
import dev.tidegate.lambda.release.TaskOrder;
import dev.tidegate.lambda.release.TaskStatus;
import dev.tidegate.lambda.settings.Settings;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.ecs.EcsClient;

/** What the core wants to see and do, against ECS and CodeDeploy. */
public final class AwsCloud implements Cloud {
    private final NativeDeployments nativeDeployments;
    private final CodeDeployDeployments codeDeployDeployments;
    private final MigrationTasks tasks;

    /** @param logs made only when a task has failed: most invocations never need it */
    public AwsCloud(EcsClient ecs, CodeDeployClient codeDeploy, Supplier<CloudWatchLogsClient> logs, Settings settings,
            InstantSource clock) {
        Services services = new Services(ecs);
        MigrationTaskDefinitions taskDefinitions = new MigrationTaskDefinitions(ecs);
        nativeDeployments = new NativeDeployments(ecs, services, taskDefinitions, settings, clock);
        codeDeployDeployments = new CodeDeployDeployments(codeDeploy, services, taskDefinitions, settings, clock);
        tasks = new MigrationTasks(ecs, services, new TaskLogs(ecs, logs), settings);
    }

    @Override
    public Resolution resolve(Release release) {
        return switch (release.deployment()) {
            case Deployment.Native deployment -> nativeDeployments.resolve(deployment);
            case Deployment.CodeDeploy deployment -> codeDeployDeployments.resolve(deployment);
            case Deployment.Announced announced -> nativeDeployments.resolve(announced);
        };
    }

    @Override
    public DeploymentStatus deployment(Release release) {
        return switch (release.deployment()) {
            case Deployment.Native deployment -> nativeDeployments.status(deployment);
            case Deployment.CodeDeploy deployment ->
                codeDeployDeployments.status(release.knownTarget(), deployment);
            case Deployment.Announced _ -> nativeDeployments.announced(release);
        };
    }

    @Override
    public DrainReading drain(Release release) {
        Target target = release.knownTarget();
        return switch (release.deployment()) {
            case Deployment.Native deployment -> nativeDeployments.drain(target, deployment);
            case Deployment.CodeDeploy deployment -> codeDeployDeployments.drain(target, deployment);
            case Deployment.Announced _ -> nativeDeployments.drainAnnounced(release);
        };
    }

    @Override
    public Launch start(TaskOrder order) {
        return tasks.start(order);
    }

    @Override
    public Optional<String> find(TaskOrder order) {
        return tasks.find(order);
    }

    @Override
    public TaskStatus task(Target target, String taskArn) {
        return tasks.status(target, taskArn);
    }

    @Override
    public void stop(Target target, String taskArn, String reason) {
        tasks.stop(target, taskArn, reason);
    }

    @Override
    public void answer(String deploymentId, Hook hook, HookAnswer answer) {
        codeDeployDeployments.answer(deploymentId, hook, answer);
    }
}
