package dev.tidegate.tests.iam;

import dev.tidegate.lambda.aws.AwsClients;
import dev.tidegate.tests.cloudwatch.SimulatedCloudWatch;
import dev.tidegate.tests.codedeploy.SimulatedCodeDeploy;
import dev.tidegate.tests.crash.Cut;
import dev.tidegate.tests.ecs.Laboratory;
import dev.tidegate.tests.eventbridge.BusSettings;
import dev.tidegate.tests.eventbridge.SimulatedEventBridge;
import dev.tidegate.tests.logs.SimulatedLogs;
import dev.tidegate.tests.stepfunctions.SimulatedStepFunctions;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/** AWS in virtual time. The function's clients are watched, those of the test are not. */
final class AwsServices implements AwsClients {
    final Laboratory lab = new Laboratory();
    final SimulatedCodeDeploy codeDeploy = new SimulatedCodeDeploy(lab.world, lab.simulated);
    final SimulatedCloudWatch cloudWatch = new SimulatedCloudWatch(lab.time::now);
    final SimulatedStepFunctions stepFunctions = new SimulatedStepFunctions(lab.time::now);
    final SimulatedLogs logs = new SimulatedLogs(lab.time::now);
    private final SimulatedEventBridge bus = new SimulatedEventBridge(lab.time, lab.functions, BusSettings
            .asAws(Arns.HERE.account(), Arns.HERE.region()));
    private final Cut cut;

    AwsServices(Cut cut) {
        this.cut = cut;
    }

    @Override
    public EcsClient ecs() {
        return cut.around(EcsClient.class, lab.ecs);
    }

    @Override
    public CodeDeployClient codeDeploy() {
        return cut.around(CodeDeployClient.class, codeDeploy);
    }

    @Override
    public CloudWatchLogsClient logs() {
        return cut.around(CloudWatchLogsClient.class, logs);
    }

    @Override
    public CloudWatchClient cloudWatch() {
        return cut.around(CloudWatchClient.class, cloudWatch);
    }

    @Override
    public EventBridgeClient eventBridge() {
        return cut.around(EventBridgeClient.class, bus);
    }

    @Override
    public SfnClient stepFunctions() {
        return cut.around(SfnClient.class, stepFunctions);
    }
}
