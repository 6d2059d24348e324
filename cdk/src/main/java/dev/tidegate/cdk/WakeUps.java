package dev.tidegate.cdk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.lambda.IFunction;
import software.constructs.Construct;

/** What wakes the function besides the hook. Events make it look sooner; the sweep makes it look at all. */
final class WakeUps {
    private static final String TASK = "ECS Task State Change";
    private static final String DEPLOYMENT = "ECS Deployment State Change";

    private WakeUps() {}

    static void add(Construct scope, DeployingService service, IFunction function) {
        rule(scope, "MigrationTaskStopped", "Tidegate: a migration task has stopped", function,
                taskStopped(service, "startedBy", Map.of("prefix", "tidegate/")));
        rule(scope, "ServiceTaskStopped", "Tidegate: a task of the service has stopped", function,
                taskStopped(service, "group", "service:" + service.name()));
        rule(scope, "DeploymentChanged", "Tidegate: a deployment of the service has begun or ended", function,
                EventPattern.builder().source(List.of("aws.ecs")).detailType(List.of(DEPLOYMENT))
                        .resources(List.of(service.arn())).build());
        Rule.Builder.create(scope, "Sweep").description("Tidegate: look at every open release")
                .schedule(Schedule.rate(Duration.minutes(1))).targets(List.of(new LambdaFunction(function))).build();
    }

    private static EventPattern taskStopped(DeployingService service, String field, Object value) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("clusterArn", List.of(service.clusterArn()));
        detail.put("lastStatus", List.of("STOPPED"));
        detail.put(field, List.of(value));
        return EventPattern.builder().source(List.of("aws.ecs")).detailType(List.of(TASK)).detail(detail).build();
    }

    private static void rule(Construct scope, String id, String description, IFunction function,
            EventPattern pattern) {
        Rule.Builder.create(scope, id).description(description).eventPattern(pattern)
                .targets(List.of(new LambdaFunction(function))).build();
    }
}
