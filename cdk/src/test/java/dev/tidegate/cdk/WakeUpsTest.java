package dev.tidegate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WakeUpsTest {
    private static final Map<String, Map<String, Object>> RULES = Synthesised.ofTidegate("AWS::Events::Rule");

    @Test
    void wakesTheFunctionWhenAMigrationTaskHasStopped() {
        assertThat(pattern("TidegateMigrationTaskStopped")).isEqualTo(
                taskStopped("startedBy", Map.of("prefix", "tidegate/")));
    }

    @Test
    void wakesTheFunctionWhenATaskOfTheServiceHasStopped() {
        assertThat(pattern("TidegateServiceTaskStopped")).isEqualTo(taskStopped("group", "service:web"));
    }

    private static Map<String, Object> taskStopped(String field, Object value) {
        return Map.of("source", List.of("aws.ecs"), "detail-type", List.of("ECS Task State Change"), "detail",
                Map.of("clusterArn", List.of("${Cluster.Arn}"), "lastStatus", List.of("STOPPED"), field,
                        List.of(value)));
    }

    @Test
    void wakesTheFunctionWhenADeploymentOfTheServiceChanges() {
        assertThat(pattern("TidegateDeploymentChanged")).isEqualTo(Map.of("source", List.of("aws.ecs"), "detail-type",
                List.of("ECS Deployment State Change"), "resources",
                List.of("arn:${AWS::Partition}:ecs:eu-west-1:123456789012:service/${Cluster}/web")));
    }

    @Test
    void wakesTheFunctionEveryMinute() {
        assertThat(Synthesised.properties(RULES.get("TidegateSweep"))).doesNotContainKey("EventPattern")
                .containsEntry("ScheduleExpression", "rate(1 minute)");
    }

    @Test
    void everyRuleIsOnAndMayCallTheFunction() {
        assertThat(RULES).hasSize(4);
        assertThat(RULES.values()).map(Synthesised::properties).allSatisfy(rule -> {
            assertThat(rule).containsEntry("State", "ENABLED");
            assertThat(Synthesised.list(rule.get("Targets"))).map(target -> Synthesised.object(target).get("Arn"))
                    .isEqualTo(List.of("${TidegateFunction.Arn}"));
        });
        assertThat(Synthesised.ofTidegate("AWS::Lambda::Permission").values()).map(Synthesised::properties)
                .allSatisfy(permission -> assertThat(permission).containsEntry("Principal", "events.amazonaws.com")
                        .containsEntry("FunctionName", "${TidegateFunction.Arn}"))
                .map(permission -> permission.get("SourceArn")).containsExactlyInAnyOrderElementsOf(
                        RULES.keySet().stream().map(rule -> (Object) ("${" + rule + ".Arn}")).toList());
    }

    private static Object pattern(String rule) {
        return Synthesised.properties(RULES.get(rule)).get("EventPattern");
    }
}
