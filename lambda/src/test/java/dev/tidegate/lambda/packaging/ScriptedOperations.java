package dev.tidegate.lambda.packaging;

import java.util.List;

/**
 * An operation's error and, asked again, its answer.
 *
 * @param call as in {@link EveryOperation}
 * @param operation AWS's name
 * @param error AWS's name of the error; the SDK has a class for it
 * @param answers one for each page
 * @param value what the answer is read as
 */
record ScriptedOperations(String call, String operation, String error, List<String> answers, String value) {
    static final List<ScriptedOperations> ALL = List.of(
            ecs("describeServices", "ClusterNotFoundException", """
                    {"services": [{"networkConfiguration": {"awsvpcConfiguration": {"subnets": ["subnet-1"]}}}]}""",
                    "[subnet-1]"),
            ecs("describeServiceDeployments", "ServiceNotFoundException",
                    "{\"serviceDeployments\": [{\"status\": \"ROLLBACK_SUCCESSFUL\"}]}", "ROLLBACK_SUCCESSFUL"),
            ecs("describeServiceRevisions", "AccessDeniedException",
                    "{\"serviceRevisions\": [{\"taskDefinition\": \"web:7\"}]}", "web:7"),
            ecs("describeTaskDefinition", "ClientException",
                    "{\"taskDefinition\": {\"requiresCompatibilities\": [\"FARGATE\", \"NEW\"]}}", "[FARGATE, NEW]"),
            ecs("describeTasks", "InvalidParameterException", "{\"tasks\": [{\"stoppedAt\": 1700000000.5}]}",
                    "2023-11-14T22:13:20.500Z"),
            ecs("listServiceDeployments", "UnsupportedFeatureException",
                    "{\"serviceDeployments\": [{\"serviceDeploymentArn\": \"arn\"}]}", "arn"),
            ecs("listTasks", "ServiceNotFoundException", "{\"taskArns\": [\"one\"]}", "[one]"),
            new ScriptedOperations("EcsClient.listTasksPaginator", "ListTasks", "ClusterNotFoundException",
                    List.of("{\"taskArns\": [\"one\"], \"nextToken\": \"more\"}", "{\"taskArns\": [\"two\"]}"),
                    "[one, two]"),
            ecs("runTask", "BlockedException", "{\"tasks\": [{\"taskArn\": \"arn\"}]}", "arn"),
            ecs("stopTask", "ClientException", "{\"task\": {\"lastStatus\": \"STOPPING\"}}", "STOPPING"),
            codeDeploy("getApplicationRevision", "RevisionDoesNotExistException",
                    "{\"revision\": {\"appSpecContent\": {\"content\": \"version: 0.0\"}}}", "version: 0.0"),
            codeDeploy("getDeployment", "DeploymentDoesNotExistException",
                    "{\"deploymentInfo\": {\"status\": \"InProgress\"}}", "InProgress"),
            codeDeploy("getDeploymentTarget", "DeploymentNotStartedException", """
                    {"deploymentTarget": {"ecsTarget": {"lifecycleEvents": [{"status": "Skipped"}]}}}""", "Skipped"),
            codeDeploy("listDeploymentTargets", "DeploymentNotStartedException", "{\"targetIds\": [\"id\"]}", "[id]"),
            new ScriptedOperations("CodeDeployClient.listDeploymentsPaginator", "ListDeployments",
                    "ApplicationDoesNotExistException",
                    List.of("{\"deployments\": [\"d-1\"], \"nextToken\": \"more\"}", "{\"deployments\": [\"d-2\"]}"),
                    "[d-1, d-2]"),
            codeDeploy("putLifecycleEventHookExecutionStatus", "LifecycleEventAlreadyCompletedException",
                    "{\"lifecycleEventHookExecutionId\": \"id\"}", "id"),
            one("DynamoDbClient.getItem", "ResourceNotFoundException", "{\"Item\": {\"id\": {\"S\": \"release\"}}}",
                    "release"),
            one("DynamoDbClient.putItem", "ConditionalCheckFailedException", "{}", "{}"),
            one("DynamoDbClient.query", "ResourceNotFoundException",
                    "{\"Items\": [{\"id\": {\"S\": \"1\"}}, {\"id\": {\"S\": \"2\"}}]}", "[1, 2]"),
            one("DynamoDbClient.transactWriteItems", "TransactionCanceledException", "{}", "false"),
            one("CloudWatchLogsClient.getLogEvents", "ResourceNotFoundException",
                    "{\"events\": [{\"message\": \"applied 3\"}]}", "applied 3"),
            new ScriptedOperations("CloudWatchClient.describeAlarms", "DescribeAlarms", "InvalidNextToken", List.of("""
                    <DescribeAlarmsResponse><DescribeAlarmsResult><MetricAlarms><member><StateValue>ALARM</StateValue>\
                    </member></MetricAlarms></DescribeAlarmsResult></DescribeAlarmsResponse>"""), "[ALARM]"),
            one("EventBridgeClient.putEvents", "ManagedRuleException", "{\"FailedEntryCount\": 1}", "1"),
            one("SfnClient.sendTaskSuccess", "TaskTimedOut", "{}", "[]"),
            one("SfnClient.sendTaskFailure", "TaskDoesNotExist", "{}", "[]"),
            one("SfnClient.sendTaskHeartbeat", "InvalidToken", "{}", "[]"));

    private static ScriptedOperations ecs(String method, String error, String answer, String value) {
        return one("EcsClient." + method, error, answer, value);
    }

    private static ScriptedOperations codeDeploy(String method, String error, String answer, String value) {
        return one("CodeDeployClient." + method, error, answer, value);
    }

    private static ScriptedOperations one(String call, String error, String answer, String value) {
        String method = call.substring(call.indexOf('.') + 1);
        return new ScriptedOperations(call, Character.toUpperCase(method.charAt(0)) + method.substring(1), error,
                List.of(answer), value);
    }

    void script(ScriptedAws aws) {
        aws.on(operation, 400, errorBody());
        answers.forEach(answer -> aws.on(operation, 200, answer));
    }

    private String errorBody() {
        return answers.getFirst().startsWith("<")
                ? "<ErrorResponse><Error><Code>" + error + "</Code><Message>no</Message></Error></ErrorResponse>"
                : "{\"__type\": \"aws#" + error + "\", \"message\": \"no\"}";
    }

    /** What {@link EveryOperation} shall write. */
    String line() {
        String type = error.endsWith("Exception") ? error : error + "Exception";
        return call + ": " + type + " (no), then " + value;
    }
}
