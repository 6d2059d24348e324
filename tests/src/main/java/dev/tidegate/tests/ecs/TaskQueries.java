package dev.tidegate.tests.ecs;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskField;

/** ListTasks and DescribeTasks. */
final class TaskQueries {
    private static final int MOST = 100;

    private final ControlPlane plane;
    private final Clusters clusters;

    TaskQueries(ControlPlane plane, Clusters clusters) {
        this.plane = plane;
        this.clusters = clusters;
    }

    /**
     * Lists by <em>desired</em> status, RUNNING unless asked otherwise: a task that was told to stop vanishes from the default
     * list at once, though its containers execute on, and is found only under STOPPED.
     * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListTasks.html
     */
    ListTasksResponse list(ListTasksRequest request) {
        var cluster = clusters.resolve(request.cluster());
        refuseSecondFilter(request);
        var desired = request.desiredStatus() == null ? DesiredStatus.RUNNING : request.desiredStatus();
        var arns = plane.tasks.all()
                .stream()
                .filter(task -> task.launch().cluster().equals(cluster))
                .filter(task -> desired == (task.toldToStop() ? DesiredStatus.STOPPED : DesiredStatus.RUNNING))
                .filter(task -> matches(request, task))
                .map(TaskLifecycle::arn)
                .toList();
        int size = request.maxResults() == null ? MOST : request.maxResults();
        if (size < 1 || size > MOST) {
            throw EcsErrors.invalidParameter("maxResults must be between 1 and 100");
        }
        var page = Page.of(arns, request.nextToken(), Math.min(size, plane.behaviour().pageSize()));
        return ListTasksResponse.builder().taskArns(page.items()).nextToken(page.nextToken()).build();
    }

    /** "When you specify startedBy as the filter, it must be the only filter that you use." */
    private static void refuseSecondFilter(ListTasksRequest request) {
        if (request.startedBy() != null
                && Stream
                        .of(request.serviceName(), request.family(), request.containerInstance(),
                                request.launchTypeAsString(), request.desiredStatusAsString())
                        .anyMatch(Objects::nonNull)) {
            throw EcsErrors.invalidParameter("startedBy cannot be combined with other filters.");
        }
    }

    private static boolean matches(ListTasksRequest request, TaskLifecycle task) {
        var launch = task.launch();
        return (request.serviceName() == null
                || launch.group().equals("service:" + Arns.lastSegment(request.serviceName())))
                && (request.family() == null || launch.definition().family().equals(request.family()))
                && (request.startedBy() == null || request.startedBy().equals(launch.startedBy().orElse(null)))
                && (request.launchType() == null || request.launchType() == launch.launchType())
                && request.containerInstance() == null;
    }

    DescribeTasksResponse describe(DescribeTasksRequest request) {
        var cluster = clusters.resolve(request.cluster());
        if (request.tasks().isEmpty() || request.tasks().size() > MOST) {
            throw EcsErrors.invalidParameter("Tasks must contain between 1 and 100 elements.");
        }
        var found = new ArrayList<Task>();
        var failures = new ArrayList<Failure>();
        for (var idOrArn : request.tasks()) {
            plane.tasks.find(cluster, idOrArn)
                    .ifPresentOrElse(task -> found.add(view(task, request)),
                            () -> failures.add(Failure.builder()
                                    .arn(plane.arns.task(cluster, Arns.lastSegment(idOrArn)))
                                    .reason("MISSING")
                                    .build()));
        }
        return DescribeTasksResponse.builder().tasks(found).failures(failures).build();
    }

    private static Task view(TaskLifecycle task, DescribeTasksRequest request) {
        var withTags = request.include().contains(TaskField.TAGS);
        var view = task.view();
        return withTags ? view : view.toBuilder().tags(List.<Tag>of()).build();
    }
}
