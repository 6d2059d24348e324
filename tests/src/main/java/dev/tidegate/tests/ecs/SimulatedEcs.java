package dev.tidegate.tests.ecs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.*;

/**
 * Amazon ECS as far as deployments go: services with rolling, blue/green, linear and canary deployments and their lifecycle
 * hooks, services whose deployments CodeDeploy controls, one-off tasks, and the events of all that. Where AWS's documents
 * leave room it behaves in the way that is harder to live with; see {@link EcsBehaviour}.
 *
 * <p>It stands behind the SDK's own client interface; operations that are not simulated throw
 * {@link UnsupportedOperationException}. Operations may be called from any thread.
 */
public final class SimulatedEcs implements EcsClient {
    private final ControlPlane plane;
    private final Clusters clusters;
    private final Services services;
    private final ServiceUpdates updates;
    private final ServiceDeployments deployments;
    private final RunTasks runTasks;
    private final TaskQueries queries;

    public SimulatedEcs(World world) {
        this(world, EcsBehaviour.standard());
    }

    public SimulatedEcs(World world, EcsBehaviour behaviour) {
        this.plane = new ControlPlane(world, behaviour);
        this.clusters = new Clusters(plane.arns);
        this.services = new Services(plane, clusters);
        this.updates = new ServiceUpdates(plane, services);
        this.deployments = new ServiceDeployments(plane, services);
        this.runTasks = new RunTasks(plane, clusters);
        this.queries = new TaskQueries(plane, clusters);
    }

    /** Behaves differently from now on. */
    public void behave(EcsBehaviour behaviour) {
        run(() -> {
            plane.behave(behaviour);
            return behaviour;
        });
    }

    /**
     * Makes the next RunTask, or the one after those already planned, start nothing and answer with a failure.
     *
     * @param reason such as {@code RESOURCE:FARGATE}
     */
    public void failNextRunTask(String reason) {
        run(() -> {
            runTasks.failNext(reason);
            return reason;
        });
    }

    /**
     * The task sets of a service whose deployments CodeDeploy controls.
     *
     * @throws ServiceNotFoundException when there is no such service
     */
    public TaskSets taskSets(String cluster, String service) {
        return run(() -> services.require(cluster, service).taskSets());
    }

    @Override
    public CreateClusterResponse createCluster(CreateClusterRequest request) {
        return run(
                () -> CreateClusterResponse.builder().cluster(clusters.create(request.clusterName())).build());
    }

    @Override
    public DescribeClustersResponse describeClusters(DescribeClustersRequest request) {
        return run(() -> clusters.describe(request));
    }

    @Override
    public RegisterTaskDefinitionResponse registerTaskDefinition(RegisterTaskDefinitionRequest request) {
        return run(() -> RegisterTaskDefinitionResponse.builder()
                .taskDefinition(plane.definitions.register(request))
                .tags(request.tags())
                .build());
    }

    @Override
    public DescribeTaskDefinitionResponse describeTaskDefinition(DescribeTaskDefinitionRequest request) {
        return run(() -> DescribeTaskDefinitionResponse.builder()
                .taskDefinition(plane.definitions.resolve(request.taskDefinition()))
                .build());
    }

    @Override
    public CreateServiceResponse createService(CreateServiceRequest request) {
        return run(() -> CreateServiceResponse.builder().service(services.create(request).view()).build());
    }

    @Override
    public UpdateServiceResponse updateService(UpdateServiceRequest request) {
        return run(() -> UpdateServiceResponse.builder().service(updates.update(request)).build());
    }

    @Override
    public DescribeServicesResponse describeServices(DescribeServicesRequest request) {
        return run(() -> services.describe(request));
    }

    @Override
    public ListServicesResponse listServices(ListServicesRequest request) {
        return run(() -> services.list(request));
    }

    @Override
    public ListServiceDeploymentsResponse listServiceDeployments(ListServiceDeploymentsRequest request) {
        return run(() -> deployments.list(request));
    }

    @Override
    public DescribeServiceDeploymentsResponse describeServiceDeployments(DescribeServiceDeploymentsRequest request) {
        return run(() -> deployments.describe(request));
    }

    @Override
    public DescribeServiceRevisionsResponse describeServiceRevisions(DescribeServiceRevisionsRequest request) {
        return run(() -> deployments.describe(request));
    }

    @Override
    public StopServiceDeploymentResponse stopServiceDeployment(StopServiceDeploymentRequest request) {
        return run(() -> deployments.stop(request));
    }

    /** Without ids it is refused, as users report of AWS, although the model calls them optional. */
    @Override
    public DescribeTaskSetsResponse describeTaskSets(DescribeTaskSetsRequest request) {
        return run(() -> {
            if (request.taskSets().isEmpty()) {
                throw EcsErrors.invalidParameter("Task Sets can not be empty.");
            }
            var found = new ArrayList<TaskSet>();
            var failures = new ArrayList<Failure>();
            var there = services.require(request.cluster(), request.service()).taskSets().views();
            for (var asked : request.taskSets()) {
                there.stream()
                        .filter(set -> asked.equals(set.id()) || asked.equals(set.taskSetArn()))
                        .findFirst()
                        .ifPresentOrElse(found::add,
                                () -> failures.add(Failure.builder().arn(asked).reason("MISSING").build()));
            }
            return DescribeTaskSetsResponse.builder().taskSets(found).failures(failures).build();
        });
    }

    @Override
    public RunTaskResponse runTask(RunTaskRequest request) {
        return run(() -> runTasks.run(request));
    }

    @Override
    public StopTaskResponse stopTask(StopTaskRequest request) {
        return run(() -> {
            var task = plane.tasks.find(clusters.resolve(request.cluster()), request.task())
                    .orElseThrow(() -> EcsErrors.invalidParameter("The referenced task was not found."));
            task.stop(TaskStopCode.USER_INITIATED,
                    Optional.ofNullable(request.reason()).orElse("Task stopped by user"));
            return StopTaskResponse.builder().task(task.view()).build();
        });
    }

    @Override
    public ListTasksResponse listTasks(ListTasksRequest request) {
        return run(() -> queries.list(request));
    }

    @Override
    public DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
        return run(() -> queries.describe(request));
    }

    /** Tags tasks only. */
    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        return run(() -> {
            plane.tasks.byArn(request.resourceArn())
                    .orElseThrow(() -> EcsErrors.invalidParameter("The referenced resource was not found."))
                    .tag(List.copyOf(request.tags()));
            return TagResourceResponse.builder().build();
        });
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Nothing is held open: containers belong to their run-time, the thread to its clock.
    }

    private <T> T run(Supplier<T> operation) {
        return plane.world.time().call(operation);
    }
}
