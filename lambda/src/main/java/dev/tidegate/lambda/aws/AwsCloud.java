package dev.tidegate.lambda.aws;

import dev.tidegate.lambda.drain.Consumer;
import dev.tidegate.lambda.drain.DrainReading;
import dev.tidegate.lambda.release.AlarmReading;
import dev.tidegate.lambda.release.Caller;
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
import dev.tidegate.lambda.release.Transition;
import dev.tidegate.lambda.settings.Settings;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the core wants to see and do, against AWS. */
public final class AwsCloud implements Cloud {
    private final Installation installation;
    private final NativeDeployments nativeDeployments;
    private final CodeDeployDeployments codeDeployDeployments;
    private final DeployingService deploying;
    private final Consumers consumers;
    private final MigrationTasks tasks;
    private final Alarms alarms;
    private final Callers callers;
    private final Events events;

    public AwsCloud(AwsClients clients, Settings settings, InstantSource clock, TimeLimit limit) {
        installation = new Installation(settings);
        var ecs = clients.ecs();
        Services services = new Services(ecs, limit);
        TaskDefinitions definitions = new TaskDefinitions(ecs, clock, limit);
        Codes codes = new Codes(definitions);
        MigrationTaskDefinitions taskDefinitions = new MigrationTaskDefinitions(ecs, definitions, codes, limit);
        deploying = new DeployingService(services, new Sightings(codes), clock);
        nativeDeployments = new NativeDeployments(ecs, services, taskDefinitions, settings, deploying, clock,
                limit);
        codeDeployDeployments = new CodeDeployDeployments(clients.codeDeploy(), services, taskDefinitions, settings,
                deploying, limit);
        consumers = new Consumers(ecs, services, codes, clock, limit);
        tasks = new MigrationTasks(ecs, services, definitions, new TaskLogs(definitions, clients::logs), installation,
                limit);
        alarms = new Alarms(clients::cloudWatch, limit);
        callers = new Callers(clients::stepFunctions);
        events = new Events(clients::eventBridge, settings.eventBus(), settings.function());
    }

    @Override
    public Resolution resolve(Release release) {
        return switch (release.deployment()) {
            case Deployment.Native deployment -> nativeDeployments.resolve(release, deployment);
            case Deployment.CodeDeploy deployment -> codeDeployDeployments.resolve(deployment);
            case Deployment.Announced announced -> nativeDeployments.resolve(announced);
        };
    }

    @Override
    public DeploymentStatus deployment(Release release) {
        return switch (release.deployment()) {
            case Deployment.Native deployment -> nativeDeployments.status(release, deployment);
            case Deployment.CodeDeploy deployment ->
                codeDeployDeployments.status(release.knownTarget(), deployment);
            case Deployment.Announced _ -> nativeDeployments.announced(release);
        };
    }

    @Override
    public List<DrainReading> before(Release release, Target target) {
        return readings(target, deploying.before(target, question(target)), consumers::before);
    }

    @Override
    public List<DrainReading> drain(Release release) {
        Target target = release.knownTarget();
        return readings(target, own(release, target), consumers::read);
    }

    private DrainReading own(Release release, Target target) {
        try {
            return switch (release.deployment()) {
                case Deployment.Native deployment -> nativeDeployments.drain(target, deployment, question(target));
                case Deployment.CodeDeploy deployment ->
                    codeDeployDeployments.drain(target, deployment, question(target));
                case Deployment.Announced _ -> nativeDeployments.drainAnnounced(release, question(target));
            };
        } catch (Unavailable e) {
            return new DrainReading.Unknown(DeployingService.title(target), e.getMessage());
        }
    }

    private List<DrainReading> readings(Target target, DrainReading own, Function<Consumer, DrainReading> read) {
        return Stream.concat(Stream.of(own), installation.database(target)
                .consumersBeside(installation.service(target)).stream().map(read)).toList();
    }

    private Codes.Question question(Target target) {
        return new Codes.Question(installation.service(target).container(), installation.database(target)
                .identities());
    }

    @Override
    public AlarmReading alarms(Target target) {
        return alarms.read(installation.database(target).alarms());
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

    @Override
    public void answer(Release release, Caller caller, HookAnswer answer) {
        callers.answer(release, caller, answer);
    }

    @Override
    public void refuse(Caller caller, String reason) {
        callers.refuse(caller, reason);
    }

    @Override
    public void heartbeat(Caller caller) {
        callers.heartbeat(caller);
    }

    @Override
    public void publish(Release release, List<Transition> steps) {
        events.publish(release, steps);
    }
}
