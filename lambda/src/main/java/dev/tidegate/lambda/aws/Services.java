package dev.tidegate.lambda.aws;

import dev.tidegate.lambda.drain.TaskSighting;
import dev.tidegate.lambda.release.Cloud;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

/** Reads an ECS service and its tasks. */
final class Services {
    /** DescribeTasks takes no more. */
    private static final int MOST_DESCRIBED = 100;

    private final EcsClient ecs;

    Services(EcsClient ecs) {
        this.ecs = ecs;
    }

    /** @throws Cloud.Unavailable also when there is no such service */
    Service describe(String cluster, String service) {
        var response = Calls.ask("ECS DescribeServices",
                () -> ecs.describeServices(describe -> describe.cluster(cluster).services(service)));
        return response.services().stream().findFirst().orElseThrow(() -> new Cloud.Unavailable(
                "ECS DescribeServices: no service \"" + service + "\" in cluster \"" + cluster + "\"", null));
    }

    /** Every task of the service that ECS still knows. */
    List<TaskSighting> tasks(String cluster, String service) {
        // Unless asked for STOPPED, ListTasks leaves out a task from the moment it is told to stop, while its
        // containers go on for the deregistration delay and the stop timeout (ECS API reference, ListTasks).
        Set<String> running = new LinkedHashSet<>(list(cluster, service, DesiredStatus.RUNNING));
        Set<String> all = new LinkedHashSet<>(running);
        all.addAll(list(cluster, service, DesiredStatus.STOPPED));
        return describe(cluster, List.copyOf(all), running);
    }

    private List<String> list(String cluster, String service, DesiredStatus desired) {
        return Calls.ask("ECS ListTasks",
                () -> ecs.listTasksPaginator(
                        list -> list.cluster(cluster).serviceName(service).desiredStatus(desired)).taskArns().stream()
                        .toList());
    }

    private List<TaskSighting> describe(String cluster, List<String> arns, Set<String> running) {
        List<TaskSighting> sightings = new ArrayList<>();
        for (int from = 0; from < arns.size(); from += MOST_DESCRIBED) {
            List<String> batch = arns.subList(from, Math.min(from + MOST_DESCRIBED, arns.size()));
            DescribeTasksResponse response = Calls.ask("ECS DescribeTasks",
                    () -> ecs.describeTasks(describe -> describe.cluster(cluster).tasks(batch)));
            response.failures().forEach(Services::onlyForgotten);
            response.failures().forEach(failure -> notRunning(failure, running));
            response.tasks().forEach(task -> sightings.add(sighting(task)));
            if (response.tasks().size() + response.failures().size() < batch.size()) {
                throw new Cloud.Unavailable("ECS DescribeTasks: asked for " + batch.size() + " tasks, told of "
                        + (response.tasks().size() + response.failures().size()), null);
            }
        }
        return sightings;
    }

    /** A task that was to run a moment ago and is not known now: ECS has not come to agree with itself. */
    private static void notRunning(Failure failure, Set<String> running) {
        if (running.contains(failure.arn())) {
            throw new Cloud.Unavailable("ECS DescribeTasks: " + failure.arn() + " is to run but MISSING", null);
        }
    }

    /** A task is MISSING when it stopped more than an hour ago; any other failure leaves us not knowing. */
    static void onlyForgotten(Failure failure) {
        if (!"MISSING".equals(failure.reason())) {
            throw new Cloud.Unavailable("ECS DescribeTasks: " + failure.arn() + ": " + failure.reason(), null);
        }
    }

    private static TaskSighting sighting(Task task) {
        return new TaskSighting(task.taskArn(), Optional.ofNullable(task.startedBy()).orElse(""),
                Optional.ofNullable(task.taskDefinitionArn()).orElse(""),
                Optional.ofNullable(task.lastStatus()).orElse("in an unknown state"),
                Optional.ofNullable(task.stoppingAt()), Optional.ofNullable(task.stoppedAt()));
    }
}
