package dev.tidegate.lambda.aws;

import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.Excerpt;
import dev.tidegate.lambda.release.Launch;
import dev.tidegate.lambda.release.Target;
import dev.tidegate.lambda.release.TaskOrder;
import dev.tidegate.lambda.release.TaskStatus;
import dev.tidegate.lambda.settings.MigrationTask;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/** Starts, finds, reads and stops migration tasks. */
final class MigrationTasks {
    private static final String FARGATE = "FARGATE";

    /** Characters (ECS API reference, StopTask). */
    private static final int LONGEST_REASON = 255;

    private final EcsClient ecs;
    private final Services services;
    private final TaskDefinitions definitions;
    private final TaskLogs logs;
    private final Installation installation;
    private final TimeLimit limit;

    MigrationTasks(EcsClient ecs, Services services, TaskDefinitions definitions, TaskLogs logs,
            Installation installation, TimeLimit limit) {
        this.ecs = ecs;
        this.services = services;
        this.definitions = definitions;
        this.logs = logs;
        this.installation = installation;
        this.limit = limit;
    }

    Launch start(TaskOrder order) {
        Target target = order.target();
        try {
            TaskDefinition definition = definitions.revision(target.migrationTaskDefinition());
            boolean ownNetwork = !installation.database(target).task().subnets().isEmpty();
            Optional<Service> service = ownNetwork && isOnFargate(definition) ? Optional.empty()
                    : services.find(target.cluster(), target.service());
            return service.isPresent() || ownNetwork || !needsNetwork(definition)
                    ? Launches.of(ecs.runTask(request(order, definition, service)))
                    : new Launch.Impossible("there is no service \"" + target.service() + "\" in cluster \"" + target
                            .cluster()
                            + "\" whose network it could take; give \"subnets\" and \"securityGroups\" of the"
                            + " task in the settings");
        } catch (Cloud.Unavailable e) {
            // Such as a task definition that is gone: a release that waits for it to come back would hold up all others.
            if (e.getCause() instanceof ClientException refusal) {
                return new Launch.Impossible(String.valueOf(refusal.getMessage()));
            }
            throw e;
        } catch (SdkException e) {
            return Launches.of(e);
        }
    }

    private static boolean isOnFargate(TaskDefinition definition) {
        return definition.requiresCompatibilitiesAsStrings().contains(FARGATE);
    }

    private static boolean needsNetwork(TaskDefinition definition) {
        return isOnFargate(definition) || definition.networkMode() == NetworkMode.AWSVPC;
    }

    private RunTaskRequest request(TaskOrder order, TaskDefinition definition, Optional<Service> service) {
        Target target = order.target();
        MigrationTask task = installation.database(target).task();
        List<KeyValuePair> environment = order.environment().entrySet().stream()
                .map(entry -> KeyValuePair.builder().name(entry.getKey()).value(entry.getValue()).build()).toList();
        ContainerOverride override = ContainerOverride.builder().name(task.container())
                .command(task.command(order.key().phase())).environment(environment).build();
        var request = RunTaskRequest.builder().cluster(target.cluster())
                .taskDefinition(target.migrationTaskDefinition()).count(1).startedBy(order.key().startedBy())
                .clientToken(order.key().clientToken(target.cluster()))
                .overrides(TaskOverride.builder().containerOverrides(override).build());
        // Without a launch type the cluster's default strategy holds, which may be FARGATE_SPOT: a migration that is
        // interrupted two minutes after a notice.
        if (isOnFargate(definition)) {
            request.launchType(FARGATE);
        } else {
            service.ifPresentOrElse(one -> where(one, request), () -> request.launchType(LaunchType.EC2));
        }
        if (task.subnets().isEmpty()) {
            service.flatMap(MigrationTasks::network).ifPresent(request::networkConfiguration);
        } else {
            request.networkConfiguration(network(task));
        }
        return request.build();
    }

    /** The migrations run where the service does, as far as they are not interrupted there. */
    private static void where(Service service, RunTaskRequest.Builder request) {
        List<CapacityProviderStrategyItem> strategy = Stream.concat(Stream.of(service.capacityProviderStrategy()),
                service.taskSets().stream().map(TaskSet::capacityProviderStrategy)).filter(Predicate.not(List::isEmpty))
                .findFirst().orElse(List.of());
        if (strategy.stream().anyMatch(item -> item.capacityProvider().startsWith(FARGATE))) {
            request.launchType(FARGATE);
        } else if (!strategy.isEmpty()) {
            request.capacityProviderStrategy(strategy);
        } else {
            Stream.concat(Stream.ofNullable(service.launchType()), service.taskSets().stream().map(TaskSet::launchType))
                    .filter(Objects::nonNull).findFirst().ifPresent(request::launchType);
        }
    }

    private static Optional<NetworkConfiguration> network(Service service) {
        return Optional.ofNullable(service.networkConfiguration()).or(() -> service.taskSets().stream()
                .flatMap(set -> Optional.ofNullable(set.networkConfiguration()).stream()).findFirst());
    }

    private static NetworkConfiguration network(MigrationTask task) {
        AssignPublicIp publicIp = task.assignPublicIp() ? AssignPublicIp.ENABLED : AssignPublicIp.DISABLED;
        return NetworkConfiguration.builder().awsvpcConfiguration(vpc -> vpc.subnets(task.subnets())
                .securityGroups(task.securityGroups()).assignPublicIp(publicIp)).build();
    }

    Optional<String> find(TaskOrder order) {
        // startedBy must be the only filter, and then only tasks that are to run are listed; a task that has ended
        // already is looked for in its family.
        String cluster = order.target().cluster();
        String startedBy = order.key().startedBy();
        List<String> alive = limit.ask("ECS ListTasks",
                () -> ecs.listTasks(list -> list.cluster(cluster).startedBy(startedBy)).taskArns());
        return alive.stream().findFirst().or(() -> findStopped(cluster, order, startedBy));
    }

    private Optional<String> findStopped(String cluster, TaskOrder order, String startedBy) {
        String family = Arns.lastSegment(order.target().migrationTaskDefinition()).replaceFirst(":[0-9]+$", "");
        return limit.ask("ECS ListTasks", () -> ecs
                .listTasksPaginator(
                        list -> list.cluster(cluster).family(family).desiredStatus(DesiredStatus.STOPPED))
                .stream().filter(page -> !page.taskArns().isEmpty())
                .flatMap(page -> ecs.describeTasks(describe -> describe.cluster(cluster).tasks(page.taskArns()))
                        .tasks().stream())
                .filter(task -> startedBy.equals(task.startedBy())).map(Task::taskArn).findFirst());
    }

    TaskStatus status(Target target, String taskArn) {
        var response = limit.ask("ECS DescribeTasks",
                () -> ecs.describeTasks(describe -> describe.cluster(target.cluster()).tasks(taskArn)));
        response.failures().forEach(failure -> Services.onlyForgotten("ECS DescribeTasks", failure));
        if (response.tasks().isEmpty()) {
            return new TaskStatus.Missing();
        }
        return status(response.tasks().getFirst(), installation.database(target).task().container());
    }

    private TaskStatus status(Task task, String container) {
        if (!"STOPPED".equals(task.lastStatus())) {
            return new TaskStatus.Alive(String.valueOf(task.lastStatus()));
        }
        // Sidecars have exit codes as well: only that of the migration container counts.
        Optional<Container> own = task.containers().stream().filter(one -> container.equals(one.name())).findFirst();
        String reason = reason(task, own);
        Integer exitCode = own.map(Container::exitCode).orElse(null);
        if (exitCode != null) {
            return exitCode == 0 ? new TaskStatus.Exited(0, "")
                    : logs.lastWords(task, container)
                            .map(words -> new TaskStatus.Exited(exitCode, own.map(Container::reason).filter(
                                    why -> !why.isBlank()).map(why -> why + "; " + words.text()).orElse(words.text()),
                                    words.notBefore()))
                            .orElseGet(() -> new TaskStatus.Exited(exitCode, reason));
        }
        if (Sightings.isOrphaned(task)) {
            return new TaskStatus.Unknown("ECS has given it up while its container may go on: " + reason);
        }
        return "TaskFailedToStart".equals(task.stopCodeAsString()) ? new TaskStatus.NeverStarted(reason)
                : new TaskStatus.Lost(reason);
    }

    private static String reason(Task task, Optional<Container> container) {
        String stopped = Optional.ofNullable(task.stopCodeAsString()).map(code -> code + ": ").orElse("")
                + Optional.ofNullable(task.stoppedReason()).orElse("no reason given");
        return container.map(Container::reason).filter(own -> !own.isBlank()).map(own -> stopped + "; " + own)
                .orElse(stopped);
    }

    void stop(Target target, String taskArn, String reason) {
        String told = Excerpt.of(reason, LONGEST_REASON);
        try {
            ecs.stopTask(stop -> stop.cluster(target.cluster()).task(taskArn).reason(told));
        } catch (InvalidParameterException | ClusterNotFoundException e) {
            throw new Cloud.AnswerNotTaken("ECS StopTask: " + e.getMessage(), e);
        } catch (SdkException e) {
            throw Calls.unavailable("ECS StopTask", e);
        }
    }
}
