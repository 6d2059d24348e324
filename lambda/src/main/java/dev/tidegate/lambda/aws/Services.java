package dev.tidegate.lambda.aws;

import dev.tidegate.lambda.release.Cloud;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

/** Reads ECS services and the tasks of services and task families. */
final class Services {
    /** DescribeTasks takes no more. */
    private static final int MOST_DESCRIBED = 100;

    private final EcsClient ecs;
    private final TimeLimit limit;

    Services(EcsClient ecs, TimeLimit limit) {
        this.ecs = ecs;
        this.limit = limit;
    }

    /** @throws Cloud.Unavailable also when there is no such service */
    Service describe(String cluster, String service) {
        return find(cluster, service).orElseThrow(() -> new Cloud.Unavailable(
                "ECS DescribeServices: no service \"" + service + "\" in cluster \"" + cluster + "\"", null));
    }

    /** Empty when ECS does not know it, or not any more. A deleted service is known as INACTIVE for a while. */
    Optional<Service> find(String cluster, String service) {
        var response = limit.ask("ECS DescribeServices",
                () -> ecs.describeServices(describe -> describe.cluster(cluster).services(service)));
        response.failures().forEach(failure -> onlyForgotten("ECS DescribeServices", failure));
        return response.services().stream().findFirst();
    }

    /** Whether there is no such service any more, or another one of its name. */
    boolean isDeleted(String cluster, String service, Instant since) {
        return find(cluster, service).filter(found -> !isGone(found))
                .filter(found -> found.createdAt() == null || !found.createdAt().isAfter(since)).isEmpty();
    }

    static boolean isGone(Service service) {
        return "INACTIVE".equals(service.status());
    }

    /** Every task of the service that ECS still knows. */
    List<Task> ofService(String cluster, String service) {
        return tasks(cluster, ListTasksRequest.builder().cluster(cluster).serviceName(service));
    }

    /** Every task of the family that ECS still knows, whoever started it. */
    List<Task> ofFamily(String cluster, String family) {
        return tasks(cluster, ListTasksRequest.builder().cluster(cluster).family(family));
    }

    private List<Task> tasks(String cluster, ListTasksRequest.Builder whose) {
        // Unless asked for STOPPED, ListTasks leaves out a task from the moment it is told to stop, while its
        // containers go on for the deregistration delay and the stop timeout (ECS API reference, ListTasks).
        Set<String> running = new LinkedHashSet<>(list(whose.desiredStatus(DesiredStatus.RUNNING).build()));
        Set<String> all = new LinkedHashSet<>(running);
        all.addAll(list(whose.desiredStatus(DesiredStatus.STOPPED).build()));
        return describe(cluster, List.copyOf(all), running);
    }

    private List<String> list(ListTasksRequest request) {
        return limit.ask("ECS ListTasks", () -> ecs.listTasksPaginator(request).stream().flatMap(page -> {
            limit.check("ECS ListTasks");
            return page.taskArns().stream();
        }).toList());
    }

    private List<Task> describe(String cluster, List<String> arns, Set<String> running) {
        List<Task> tasks = new ArrayList<>();
        for (int from = 0; from < arns.size(); from += MOST_DESCRIBED) {
            List<String> batch = arns.subList(from, Math.min(from + MOST_DESCRIBED, arns.size()));
            DescribeTasksResponse response = limit.ask("ECS DescribeTasks",
                    () -> ecs.describeTasks(describe -> describe.cluster(cluster).tasks(batch)));
            response.failures().forEach(failure -> onlyForgotten("ECS DescribeTasks", failure));
            response.failures().forEach(failure -> notRunning(failure, running));
            tasks.addAll(response.tasks());
            if (response.tasks().size() + response.failures().size() < batch.size()) {
                throw new Cloud.Unavailable("ECS DescribeTasks: asked for " + batch.size() + " tasks, told of "
                        + (response.tasks().size() + response.failures().size()), null);
            }
        }
        return tasks;
    }

    /** A task that was to run a moment ago and is not known now: ECS has not come to agree with itself. */
    private static void notRunning(Failure failure, Set<String> running) {
        if (running.contains(failure.arn())) {
            throw new Cloud.Unavailable("ECS DescribeTasks: " + failure.arn() + " is to run but MISSING", null);
        }
    }

    /** Somebody unknown is MISSING, such as a task when it stopped more than an hour ago; any other failure leaves us not knowing. */
    static void onlyForgotten(String operation, Failure failure) {
        if (!"MISSING".equals(failure.reason())) {
            throw new Cloud.Unavailable(operation + ": " + failure.arn() + ": " + failure.reason(), null);
        }
    }
}
