package dev.tidegate.tests.endpoint;

import dev.tidegate.lambda.aws.AwsClients;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The function's clients of one endpoint. */
record EndpointClients(Endpoint.Address address) implements AwsClients {
    @Override
    public EcsClient ecs() {
        return address.connect(EcsClient.builder());
    }

    @Override
    public CodeDeployClient codeDeploy() {
        return address.connect(CodeDeployClient.builder());
    }

    @Override
    public CloudWatchLogsClient logs() {
        return address.connect(CloudWatchLogsClient.builder());
    }

    @Override
    public CloudWatchClient cloudWatch() {
        return address.connect(CloudWatchClient.builder());
    }

    @Override
    public EventBridgeClient eventBridge() {
        return address.connect(EventBridgeClient.builder());
    }

    @Override
    public SfnClient stepFunctions() {
        return address.connect(SfnClient.builder());
    }
}
