package dev.tidegate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WakeUpsTest {
    private static final Map<String, Map<String, Object>> RULES = Shop.TEMPLATE.ofTidegate("AWS::Events::Rule");

    @Test
    void wakesTheFunctionWhenAMigrationTaskHasStopped() {
        assertThat(pattern("TidegateMigrationTaskStopped")).isEqualTo(
                taskStopped("startedBy", Map.of("prefix", "tidegate/")));
    }

    private static Map<String, Object> taskStopped(String field, Object... values) {
        return Map.of("source", List.of("aws.ecs"), "detail-type", List.of("ECS Task State Change"), "detail",
                Map.of("clusterArn", List.of("${Cluster.Arn}"), "lastStatus", List.of("STOPPED"), field,
                        List.of(values)));
    }

    @Test
    void wakesTheFunctionWhenADeploymentOfTheServiceChanges() {
        assertThat(pattern("TidegateDeploymentChanged")).isEqualTo(Map.of("source", List.of("aws.ecs"), "detail-type",
                List.of("ECS Deployment State Change"), "resources",
                List.of("arn:${AWS::Partition}:ecs:eu-west-1:123456789012:service/${Cluster}/web")));
    }

    @Test
    void wakesTheFunctionEveryMinute() {
        Map<String, Object> sweep = Readable.properties(RULES.get("TidegateSweep"));

        assertThat(sweep).doesNotContainKey("EventPattern").containsEntry("ScheduleExpression", "rate(1 minute)");
        assertThat(target(sweep)).containsEntry("RetryPolicy", Map.of("MaximumRetryAttempts", 0));
    }

    @Test
    void everyRuleIsOnAndMayCallTheFunction() {
        assertThat(RULES).hasSize(3);
        assertThat(RULES.values()).map(Readable::properties).allSatisfy(rule -> {
            assertThat(rule).containsEntry("State", "ENABLED");
            assertThat(target(rule)).containsEntry("Arn", "${TidegateFunction.Arn}");
        });
        assertThat(Shop.TEMPLATE.ofTidegate("AWS::Lambda::Permission").values()).map(Readable::properties)
                .allSatisfy(permission -> assertThat(permission).containsEntry("Principal", "events.amazonaws.com")
                        .containsEntry("FunctionName", "${TidegateFunction.Arn}"))
                .map(permission -> permission.get("SourceArn")).containsExactlyInAnyOrderElementsOf(
                        RULES.keySet().stream().map(rule -> (Object) ("${" + rule + ".Arn}")).toList());
    }

    @Test
    void anEventThatCannotBeDeliveredIsKept() {
        RULES.forEach((name, rule) -> {
            if (!name.equals("TidegateSweep")) {
                assertThat(target(Readable.properties(rule))).containsEntry("DeadLetterConfig",
                        Map.of("Arn", "${TidegateLostWakeUps.Arn}"));
            }
        });
    }

    private static Map<String, Object> target(Map<String, Object> rule) {
        List<?> targets = Readable.list(rule.get("Targets"));
        assertThat(targets).hasSize(1);
        return Readable.object(targets.get(0));
    }

    private static Object pattern(String rule) {
        return Readable.properties(RULES.get(rule)).get("EventPattern");
    }
}
