package dev.tidegate.lambda.aws;

import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Hands out the stubs of ECS and CodeDeploy; a test that needs none of the others gets none. */
record StubClients(EcsClient ecs, CodeDeployClient codeDeploy) implements AwsClients {
    @Override
    public CloudWatchLogsClient logs() {
        return AwsSamples.noLogs();
    }

    @Override
    public CloudWatchClient cloudWatch() {
        throw new AssertionError("asked for CloudWatch");
    }

    @Override
    public EventBridgeClient eventBridge() {
        throw new AssertionError("asked for EventBridge");
    }

    @Override
    public SfnClient stepFunctions() {
        throw new AssertionError("asked for Step Functions");
    }
}
