package dev.tidegate.lambda.packaging;

import dev.tidegate.lambda.aws.Clients;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.codedeploy.model.GetApplicationRevisionRequest;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentTargetRequest;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentTargetsRequest;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentsRequest;
import software.amazon.awssdk.services.codedeploy.model.PutLifecycleEventHookExecutionStatusRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
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
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskHeartbeatRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;

/** Makes calls of AWS with the packaged function's clients and writes what they gave, a line each. */
final class EveryOperation {
    /** By client and operation, as the function's code calls them. */
    static final Map<String, Function<Clients, Object>> CALLS = calls();

    private EveryOperation() {}

    /** @param args the operations to call, each twice when it ends in "*2" */
    public static void main(String[] args) {
        Clients clients = new Clients();
        for (String operation : args) {
            boolean twice = operation.endsWith("*2");
            String name = operation.replace("*2", "");
            String first = outcome(name, clients);
            System.out.println(name + ": " + (twice ? first + ", then " + outcome(name, clients) : first));
        }
    }

    private static String outcome(String name, Clients clients) {
        try {
            return String.valueOf(CALLS.get(name).apply(clients));
        } catch (AwsServiceException e) {
            return e.getClass().getSimpleName() + " (" + e.awsErrorDetails().errorMessage() + ")";
        }
    }

    private static Map<String, Function<Clients, Object>> calls() {
        Map<String, Function<Clients, Object>> calls = new LinkedHashMap<>();
        ecs(calls);
        codeDeploy(calls);
        dynamoDb(calls);
        others(calls);
        return calls;
    }

    private static void ecs(Map<String, Function<Clients, Object>> calls) {
        calls.put("EcsClient.describeServices", clients -> clients.ecs().describeServices(
                DescribeServicesRequest.builder().cluster("c").services("s").build()).services().getFirst()
                .networkConfiguration().awsvpcConfiguration().subnets());
        calls.put("EcsClient.describeServiceDeployments", clients -> clients.ecs().describeServiceDeployments(
                DescribeServiceDeploymentsRequest.builder().serviceDeploymentArns("d").build()).serviceDeployments()
                .getFirst().status());
        calls.put("EcsClient.describeServiceRevisions", clients -> clients.ecs().describeServiceRevisions(
                DescribeServiceRevisionsRequest.builder().serviceRevisionArns("r").build()).serviceRevisions()
                .getFirst().taskDefinition());
        calls.put("EcsClient.describeTaskDefinition", clients -> clients.ecs().describeTaskDefinition(
                DescribeTaskDefinitionRequest.builder().taskDefinition("t").build()).taskDefinition()
                .requiresCompatibilitiesAsStrings());
        calls.put("EcsClient.describeTasks", clients -> clients.ecs().describeTasks(
                DescribeTasksRequest.builder().tasks("t").build()).tasks().getFirst().stoppedAt());
        calls.put("EcsClient.listServiceDeployments", clients -> clients.ecs().listServiceDeployments(
                ListServiceDeploymentsRequest.builder().service("s").build()).serviceDeployments().getFirst()
                .serviceDeploymentArn());
        calls.put("EcsClient.listTasks", clients -> clients.ecs().listTasks(
                ListTasksRequest.builder().cluster("c").build()).taskArns());
        calls.put("EcsClient.listTasksPaginator", clients -> clients.ecs().listTasksPaginator(
                ListTasksRequest.builder().cluster("c").build()).taskArns().stream().toList());
        calls.put("EcsClient.runTask", clients -> clients.ecs().runTask(
                RunTaskRequest.builder().taskDefinition("t").clientToken("token").build()).tasks().getFirst()
                .taskArn());
        calls.put("EcsClient.stopTask", clients -> clients.ecs().stopTask(
                StopTaskRequest.builder().task("t").reason("late").build()).task().lastStatus());
    }

    private static void codeDeploy(Map<String, Function<Clients, Object>> calls) {
        calls.put("CodeDeployClient.getApplicationRevision", clients -> clients.codeDeploy().getApplicationRevision(
                GetApplicationRevisionRequest.builder().applicationName("a").build()).revision().appSpecContent()
                .content());
        calls.put("CodeDeployClient.getDeployment", clients -> clients.codeDeploy().getDeployment(
                GetDeploymentRequest.builder().deploymentId("d").build()).deploymentInfo().statusAsString());
        calls.put("CodeDeployClient.getDeploymentTarget", clients -> clients.codeDeploy().getDeploymentTarget(
                GetDeploymentTargetRequest.builder().deploymentId("d").build()).deploymentTarget().ecsTarget()
                .lifecycleEvents().getFirst().status());
        calls.put("CodeDeployClient.listDeploymentTargets", clients -> clients.codeDeploy().listDeploymentTargets(
                ListDeploymentTargetsRequest.builder().deploymentId("d").build()).targetIds());
        calls.put("CodeDeployClient.listDeploymentsPaginator", clients -> clients.codeDeploy()
                .listDeploymentsPaginator(ListDeploymentsRequest.builder().applicationName("a").build()).deployments()
                .stream().toList());
        calls.put("CodeDeployClient.putLifecycleEventHookExecutionStatus", clients -> clients.codeDeploy()
                .putLifecycleEventHookExecutionStatus(PutLifecycleEventHookExecutionStatusRequest.builder()
                        .deploymentId("d").status("Succeeded").build())
                .lifecycleEventHookExecutionId());
    }

    private static void dynamoDb(Map<String, Function<Clients, Object>> calls) {
        calls.put("DynamoDbClient.getItem", clients -> clients.dynamoDb().getItem(GetItemRequest.builder()
                .tableName("t").key(Map.of("id", AttributeValue.fromS("1"))).build()).item().get("id").s());
        calls.put("DynamoDbClient.putItem", clients -> clients.dynamoDb().putItem(PutItemRequest.builder()
                .tableName("t").item(Map.of("id", AttributeValue.fromS("1"))).build()).attributes());
        calls.put("DynamoDbClient.query", clients -> clients.dynamoDb().query(QueryRequest.builder().tableName("t")
                .build()).items().stream().map(item -> item.get("id").s()).collect(Collectors.toList()));
        calls.put("DynamoDbClient.transactWriteItems", clients -> clients.dynamoDb().transactWriteItems(
                TransactWriteItemsRequest.builder().transactItems(TransactWriteItem.builder().put(put -> put.tableName(
                        "t").item(Map.of("id", AttributeValue.fromS("1")))).build()).build())
                .hasItemCollectionMetrics());
    }

    private static void others(Map<String, Function<Clients, Object>> calls) {
        calls.put("CloudWatchLogsClient.getLogEvents", clients -> clients.logs().getLogEvents(
                GetLogEventsRequest.builder().logGroupName("g").logStreamName("s").build()).events().getFirst()
                .message());
        calls.put("CloudWatchClient.describeAlarms", clients -> clients.cloudWatch().describeAlarms(
                DescribeAlarmsRequest.builder().alarmNames("a").build()).metricAlarms().stream()
                .map(MetricAlarm::stateValue).toList());
        calls.put("EventBridgeClient.putEvents", clients -> clients.eventBridge().putEvents(PutEventsRequest.builder()
                .entries(List.of()).build()).failedEntryCount());
        calls.put("SfnClient.sendTaskSuccess", clients -> clients.stepFunctions().sendTaskSuccess(
                SendTaskSuccessRequest.builder().taskToken("t").output("{}").build()).sdkFields());
        calls.put("SfnClient.sendTaskFailure", clients -> clients.stepFunctions().sendTaskFailure(
                SendTaskFailureRequest.builder().taskToken("t").error("e").build()).sdkFields());
        calls.put("SfnClient.sendTaskHeartbeat", clients -> clients.stepFunctions().sendTaskHeartbeat(
                SendTaskHeartbeatRequest.builder().taskToken("t").build()).sdkFields());
    }
}
