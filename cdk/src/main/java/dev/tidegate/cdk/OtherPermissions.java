package dev.tidegate.cdk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.codedeploy.IEcsDeploymentGroup;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.events.IEventBus;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.sqs.IQueue;

/** What the function may do elsewhere than on ECS: one statement for each purpose. */
final class OtherPermissions {
    private OtherPermissions() {}

    static PolicyStatement readAndWriteReleases(ITable ledger) {
        return of("ReadAndWriteReleases", List.of("dynamodb:GetItem", "dynamodb:PutItem"),
                List.of(ledger.getTableArn()));
    }

    static PolicyStatement findOpenReleases(ITable ledger) {
        return of("FindOpenReleases", List.of("dynamodb:Query"),
                List.of(ledger.getTableArn() + "/index/" + Ledger.OPEN_INDEX));
    }

    static PolicyStatement publishEvents(Stack stack, Optional<IEventBus> bus) {
        return of("PublishEvents", List.of("events:PutEvents"), List.of(bus.map(IEventBus::getEventBusArn)
                .orElseGet(() -> stack.formatArn(ArnComponents.builder().service("events").resource("event-bus")
                        .resourceName("default").build()))));
    }

    static PolicyStatement writeLog(ILogGroup log) {
        return of("WriteLog", List.of("logs:CreateLogStream", "logs:PutLogEvents"), List.of(log.getLogGroupArn()));
    }

    static PolicyStatement keepLostWakeUps(IQueue lost) {
        return of("KeepLostWakeUps", List.of("sqs:SendMessage"), List.of(lost.getQueueArn()));
    }

    /** Composite alarms are only described to those who may describe every alarm. */
    static PolicyStatement readAlarms() {
        return of("ReadAlarms", List.of("cloudwatch:DescribeAlarms"), List.of("*"));
    }

    /** Step Functions knows no resource for it: the token is the permission. */
    static PolicyStatement answerStateMachines() {
        return of("AnswerStateMachines", List.of("states:SendTaskSuccess", "states:SendTaskFailure",
                "states:SendTaskHeartbeat"), List.of("*"));
    }

    /** @param unscoped whether hooks may be answered for any deployment group */
    static Stream<PolicyStatement> onCodeDeploy(List<IEcsDeploymentGroup> groups, boolean unscoped, Stack stack) {
        if (groups.isEmpty()) {
            return Stream.empty();
        }
        List<String> arns = groups.stream().map(IEcsDeploymentGroup::getDeploymentGroupArn).toList();
        List<String> applications = groups.stream().map(group -> group.getApplication().getApplicationName())
                .distinct().map(name -> stack.formatArn(ArnComponents.builder().service("codedeploy")
                        .resource("application").resourceName(name).arnFormat(ArnFormat.COLON_RESOURCE_NAME).build()))
                .toList();
        return Stream.of(
                of("ReadCodeDeployDeployments", List.of("codedeploy:GetDeployment", "codedeploy:ListDeployments"),
                        arns),
                of("AnswerCodeDeployHooks", List.of("codedeploy:ListDeploymentTargets",
                        "codedeploy:GetDeploymentTarget", "codedeploy:PutLifecycleEventHookExecutionStatus"),
                        unscoped ? List.of("*") : arns),
                of("ReadAppSpec", List.of("codedeploy:GetApplicationRevision"), applications));
    }

    private static PolicyStatement of(String sid, List<String> actions, List<String> resources) {
        return Permissions.statement(sid, actions, resources, Map.of());
    }
}
