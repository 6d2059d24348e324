package dev.tidegate.tests.iam;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.GetApplicationRevisionRequest;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentTargetRequest;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentTargetsRequest;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentsRequest;
import software.amazon.awssdk.services.codedeploy.model.PutLifecycleEventHookExecutionStatusRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskHeartbeatRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;

/**
 * What IAM is asked about for each request that the function makes: actions, resources and condition keys of AWS's
 * service authorization reference.
 */
final class Requests {
    private final Arns arns;
    private final Function<String, TaskDefinition> taskDefinitions;
    private final Function<String, DeploymentInfo> deployments;

    /**
     * @param taskDefinitions by what a request may call them
     * @param deployments of CodeDeploy, by id
     */
    Requests(Arns arns, Function<String, TaskDefinition> taskDefinitions,
            Function<String, DeploymentInfo> deployments) {
        this.arns = arns;
        this.taskDefinitions = taskDefinitions;
        this.deployments = deployments;
    }

    /** @throws AssertionError for a request that is not known here: whoever makes it has to say what it needs */
    List<Access> accesses(Object request) {
        return switch (request) {
            case RunTaskRequest run -> runTask(run);
            case StopTaskRequest stop -> List.of(task("ecs:StopTask", stop.cluster(), stop.task()));
            case DescribeTasksRequest describe -> describe.tasks().stream().map(task -> task("ecs:DescribeTasks",
                    describe.cluster(), task)).toList();
            // Its resource is the container instance, and no request of ours names one.
            case ListTasksRequest list -> List.of(inCluster(Access.to("ecs:ListTasks", "*"), list.cluster()));
            case DescribeServicesRequest describe -> describe.services().stream().map(service -> service(
                    "ecs:DescribeServices", describe.cluster(), service)).toList();
            case ListServiceDeploymentsRequest list -> List.of(service("ecs:ListServiceDeployments", list.cluster(),
                    list.service()));
            case DescribeServiceDeploymentsRequest describe -> describe.serviceDeploymentArns().stream()
                    .flatMap(arn -> ofService("ecs:DescribeServiceDeployments", arn)).toList();
            case DescribeServiceRevisionsRequest describe -> describe.serviceRevisionArns().stream()
                    .flatMap(arn -> ofService("ecs:DescribeServiceRevisions", arn)).toList();
            case DescribeTaskDefinitionRequest _ -> List.of(Access.to("ecs:DescribeTaskDefinition", "*"));
            case GetLogEventsRequest get -> List.of(Access.to("logs:GetLogEvents", arns.logStream(get.logGroupName(),
                    get.logStreamName())));
            case PutEventsRequest put -> put.entries().stream().map(entry -> Access.to("events:PutEvents", arns
                    .eventBus(Optional.ofNullable(entry.eventBusName()).orElse("default")))).toList();
            // Only with the right to see every alarm does it tell of composite alarms.
            case DescribeAlarmsRequest _ -> List.of(Access.to("cloudwatch:DescribeAlarms", "*"));
            case SendTaskSuccessRequest _ -> List.of(Access.to("states:SendTaskSuccess", "*"));
            case SendTaskFailureRequest _ -> List.of(Access.to("states:SendTaskFailure", "*"));
            case SendTaskHeartbeatRequest _ -> List.of(Access.to("states:SendTaskHeartbeat", "*"));
            case GetItemRequest get -> List.of(Access.to("dynamodb:GetItem", arns.table(get.tableName())));
            case PutItemRequest put -> List.of(Access.to("dynamodb:PutItem", arns.table(put.tableName())));
            case QueryRequest query -> List.of(Access.to("dynamodb:Query", arns.table(query.tableName())
                    + Optional.ofNullable(query.indexName()).map(index -> "/index/" + index).orElse("")));
            case TransactWriteItemsRequest write -> write.transactItems().stream().map(this::transacted).toList();
            default -> codeDeploy(request);
        };
    }

    /**
     * The reference lists no resource for the last three; CodeDeploy's guide, which the roles follow, says the deployment
     * group.
     */
    private List<Access> codeDeploy(Object request) {
        return switch (request) {
            case GetDeploymentRequest get -> List.of(group("codedeploy:GetDeployment", get.deploymentId()));
            case ListDeploymentsRequest list -> List.of(Access.to("codedeploy:ListDeployments", arns.deploymentGroup(
                    list
                            .applicationName(), list.deploymentGroupName())));
            case GetApplicationRevisionRequest get -> List.of(Access.to("codedeploy:GetApplicationRevision", arns
                    .application(get.applicationName())));
            case ListDeploymentTargetsRequest list -> List.of(group("codedeploy:ListDeploymentTargets", list
                    .deploymentId()));
            case GetDeploymentTargetRequest get -> List.of(group("codedeploy:GetDeploymentTarget", get.deploymentId()));
            case PutLifecycleEventHookExecutionStatusRequest put -> List.of(group(
                    "codedeploy:PutLifecycleEventHookExecutionStatus", put.deploymentId()));
            default -> throw new AssertionError("nobody has said what IAM is asked about for a "
                    + request.getClass().getSimpleName());
        };
    }

    private List<Access> runTask(RunTaskRequest run) {
        TaskDefinition definition = taskDefinitions.apply(run.taskDefinition());
        Access access = inCluster(Access.to("ecs:RunTask", definition.taskDefinitionArn()), run.cluster());
        Stream<Access> tag = run.hasTags()
                ? Stream.of(Access.to("ecs:TagResource", arns.task(run.cluster(), "*")).with("ecs:CreateAction",
                        "RunTask"))
                : Stream.empty();
        Stream<Access> roles = Stream.of(Optional.ofNullable(run.overrides().taskRoleArn()).or(() -> Optional
                .ofNullable(definition.taskRoleArn())), Optional.ofNullable(run.overrides().executionRoleArn())
                        .or(() -> Optional.ofNullable(definition.executionRoleArn())))
                .flatMap(Optional::stream).map(role -> Access.to("iam:PassRole", role).with("iam:PassedToService",
                        "ecs-tasks.amazonaws.com"));
        return Stream.of(Stream.of(access), tag, roles).flatMap(Function.identity()).toList();
    }

    private Access task(String action, String cluster, String task) {
        return inCluster(Access.to(action, arns.task(cluster, task)), cluster);
    }

    private Access service(String action, String cluster, String service) {
        return inCluster(Access.to(action, arns.service(cluster, service)), cluster);
    }

    /** Such a request is checked twice: against the service, and against what belongs to it. */
    private Stream<Access> ofService(String action, String arn) {
        String[] names = arn.substring(arn.indexOf('/') + 1).split("/");
        Access part = inCluster(Access.to(action, arn), names[0]).with("ecs:service", arns.service(names[0],
                names[1]));
        return Stream.of(service(action, names[0], names[1]), part);
    }

    private Access inCluster(Access access, String cluster) {
        return access.with("ecs:cluster", arns.cluster(cluster));
    }

    private Access transacted(TransactWriteItem item) {
        if (item.put() == null || item.conditionCheck() != null || item.update() != null || item.delete() != null) {
            throw new AssertionError("nobody has said what IAM is asked about for " + item);
        }
        return Access.to("dynamodb:PutItem", arns.table(item.put().tableName()));
    }

    private Access group(String action, String deploymentId) {
        DeploymentInfo deployment = deployments.apply(deploymentId);
        return Access.to(action, arns.deploymentGroup(deployment.applicationName(), deployment
                .deploymentGroupName()));
    }
}
