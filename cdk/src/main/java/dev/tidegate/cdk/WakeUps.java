package dev.tidegate.cdk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecs.ICluster;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.events.targets.LambdaFunctionProps;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/** What wakes the function besides hooks. Events make it look sooner; the sweep makes it look at all. */
final class WakeUps {
    private final Construct scope;
    private final IFunction function;
    private final IQueue lost;

    private WakeUps(Construct scope, IFunction function, IQueue lost) {
        this.scope = scope;
        this.function = function;
        this.lost = lost;
    }

    static void add(Construct scope, Deployments deployments, IFunction function, IQueue lost) {
        WakeUps wakeUps = new WakeUps(scope, function, lost);
        wakeUps.rule("MigrationTaskStopped", "Tidegate: a migration task has stopped",
                taskStopped(deployments.migrationClusters(), "startedBy", List.of(Map.of("prefix", "tidegate/"))));
        // Tasks of consumers stop by the hundreds in one deployment, and each look reads all of them: the sweep does.
        if (!deployments.byEcs().isEmpty()) {
            EcsArns arns = new EcsArns(Stack.of(scope));
            wakeUps.rule("DeploymentChanged", "Tidegate: a deployment by ECS has begun or ended", EventPattern
                    .builder().source(List.of("aws.ecs")).detailType(List.of("ECS Deployment State Change"))
                    .resources(deployments.byEcs().stream().map(arns::service).toList()).build());
        }
        if (!deployments.groups().isEmpty()) {
            wakeUps.rule("CodeDeployChanged", "Tidegate: a deployment by CodeDeploy has begun or ended",
                    codeDeployChanged(deployments));
        }
        // One that is lost is made up for by the next.
        Rule.Builder.create(scope, "Sweep").description("Tidegate: look at every open release")
                .schedule(Schedule.rate(Duration.minutes(1)))
                .targets(List.of(new LambdaFunction(function, LambdaFunctionProps.builder().retryAttempts(0)
                        .build())))
                .build();
    }

    private static EventPattern taskStopped(List<ICluster> clusters, String field, List<?> values) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("clusterArn", clusters.stream().map(ICluster::getClusterArn).toList());
        detail.put("lastStatus", List.of("STOPPED"));
        detail.put(field, values);
        return EventPattern.builder().source(List.of("aws.ecs")).detailType(List.of("ECS Task State Change"))
                .detail(detail).build();
    }

    private static EventPattern codeDeployChanged(Deployments deployments) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("application", deployments.groups().stream()
                .map(group -> group.getApplication().getApplicationName()).distinct().toList());
        detail.put("deploymentGroup", deployments.groups().stream().map(group -> group.getDeploymentGroupName())
                .distinct().toList());
        return EventPattern.builder().source(List.of("aws.codedeploy"))
                .detailType(List.of("CodeDeploy Deployment State-change Notification")).detail(detail).build();
    }

    private void rule(String id, String description, EventPattern pattern) {
        Rule.Builder.create(scope, id).description(description).eventPattern(pattern)
                .targets(List.of(new LambdaFunction(function, LambdaFunctionProps.builder().deadLetterQueue(lost)
                        .build())))
                .build();
    }
}
