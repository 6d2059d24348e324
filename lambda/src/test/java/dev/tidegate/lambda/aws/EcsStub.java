package dev.tidegate.lambda.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** ECS as a test fills it; keeps what it was asked. */
final class EcsStub implements EcsClient {
    /** Tasks by the desired status they are listed under. */
    final Map<String, List<Task>> tasks = new LinkedHashMap<>();
    /** The same for services and families that have tasks of their own. */
    final Map<String, Map<String, List<Task>>> tasksOf = new LinkedHashMap<>();
    final List<Failure> failures = new ArrayList<>();
    Service service = Service.builder().serviceName("web").build();
    final List<Service> others = new ArrayList<>();
    ServiceDeployment deployment = ServiceDeployment.builder().build();
    final List<ServiceDeploymentBrief> deployments = new ArrayList<>();
    final Map<String, ServiceRevision> revisions = new LinkedHashMap<>();
    final Map<String, TaskDefinition> taskDefinitions = new LinkedHashMap<>();
    Function<RunTaskRequest, RunTaskResponse> runTask = _ -> {
        throw new AssertionError("no task is expected to be started");
    };
    Optional<EcsException> refusesToList = Optional.empty();
    Optional<EcsException> refusesToStop = Optional.empty();
    boolean forgetsDeployments;
    /** Then it does not even know whose deployments it is asked for. */
    boolean forgetsServices;
    int pageSize = 100;
    /** A task that DescribeTasks leaves out without a word. */
    String silentAbout = "";

    final List<ListTasksRequest> listed = new ArrayList<>();
    final Map<String, List<Tag>> tags = new LinkedHashMap<>();
    final Map<String, Integer> definitionsAsked = new LinkedHashMap<>();
    final List<DescribeTasksRequest> described = new ArrayList<>();
    final List<RunTaskRequest> run = new ArrayList<>();
    final List<StopTaskRequest> stopped = new ArrayList<>();

    @Override
    public String serviceName() {
        return "ecs";
    }

    @Override
    public void close() {
        // Nothing is held open.
    }

    @Override
    public ListTasksResponse listTasks(ListTasksRequest request) {
        refusesToList.ifPresent(refusal -> {
            throw refusal;
        });
        listed.add(request);
        String whose = request.serviceName() != null ? request.serviceName() : request.family();
        List<String> arns = tasksOf.getOrDefault(String.valueOf(whose), tasks).getOrDefault(request
                .desiredStatusAsString() == null ? "RUNNING"
                        : request.desiredStatusAsString(), List.of()).stream()
                .filter(task -> request.startedBy() == null || request.startedBy().equals(task.startedBy()))
                .map(Task::taskArn).toList();
        int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
        int to = Math.min(from + pageSize, arns.size());
        return ListTasksResponse.builder().taskArns(arns.subList(from, to))
                .nextToken(to < arns.size() ? Integer.toString(to) : null).build();
    }

    @Override
    public DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
        described.add(request);
        List<Failure> failed = failures.stream().filter(failure -> request.tasks().contains(failure.arn())).toList();
        return DescribeTasksResponse.builder().failures(failed)
                .tasks(Stream.concat(Stream.of(tasks), tasksOf.values().stream()).flatMap(one -> one.values().stream())
                        .flatMap(List::stream).distinct()
                        .filter(task -> request.tasks().contains(task.taskArn()))
                        .filter(task -> !silentAbout.equals(task.taskArn()))
                        .filter(task -> failed.stream().noneMatch(failure -> failure.arn().equals(task.taskArn())))
                        .toList())
                .build();
    }

    @Override
    public DescribeServicesResponse describeServices(DescribeServicesRequest request) {
        return DescribeServicesResponse.builder().services(Stream.concat(Stream.of(service), others.stream())
                .filter(one -> request.services().contains(one.serviceName())).toList()).build();
    }

    @Override
    public DescribeServiceDeploymentsResponse describeServiceDeployments(DescribeServiceDeploymentsRequest request) {
        if (forgetsServices) {
            throw ServiceNotFoundException.builder().message("Service not found.").build();
        }
        return DescribeServiceDeploymentsResponse.builder().serviceDeployments(forgetsDeployments ? List.of()
                : List.of(deployment)).build();
    }

    @Override
    public ListServiceDeploymentsResponse listServiceDeployments(ListServiceDeploymentsRequest request) {
        int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
        int to = Math.min(from + 1, deployments.size());
        return ListServiceDeploymentsResponse.builder().serviceDeployments(deployments.subList(from, to))
                .nextToken(to < deployments.size() ? Integer.toString(to) : null).build();
    }

    @Override
    public DescribeServiceRevisionsResponse describeServiceRevisions(DescribeServiceRevisionsRequest request) {
        return DescribeServiceRevisionsResponse.builder().serviceRevisions(request.serviceRevisionArns().stream()
                .map(revisions::get).toList()).build();
    }

    @Override
    public DescribeTaskDefinitionResponse describeTaskDefinition(DescribeTaskDefinitionRequest request) {
        TaskDefinition found = taskDefinitions.values().stream()
                .filter(one -> one.taskDefinitionArn().endsWith(request.taskDefinition())).findFirst()
                .orElseThrow(() -> ClientException.builder().message("Unable to describe task definition.").build());
        definitionsAsked.merge(request.taskDefinition(), 1, Integer::sum);
        return DescribeTaskDefinitionResponse.builder().taskDefinition(found).tags(tags.getOrDefault(found
                .taskDefinitionArn(), List.of())).build();
    }

    @Override
    public RunTaskResponse runTask(RunTaskRequest request) {
        run.add(request);
        return runTask.apply(request);
    }

    @Override
    public StopTaskResponse stopTask(StopTaskRequest request) {
        refusesToStop.ifPresent(refusal -> {
            throw refusal;
        });
        stopped.add(request);
        return StopTaskResponse.builder().build();
    }
}
