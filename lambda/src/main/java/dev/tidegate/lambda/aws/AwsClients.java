package dev.tidegate.lambda.aws;

import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Makes the clients of the services that the cloud consists of, each when it is first needed. */
public interface AwsClients {
    EcsClient ecs();

    CodeDeployClient codeDeploy();

    CloudWatchLogsClient logs();

    CloudWatchClient cloudWatch();

    EventBridgeClient eventBridge();

    SfnClient stepFunctions();
}
