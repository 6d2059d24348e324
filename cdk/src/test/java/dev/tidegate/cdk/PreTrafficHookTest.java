package dev.tidegate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreTrafficHookTest {
    private final Map<String, Object> service = service();

    @Test
    void theServiceAsksTheFunctionBeforeNewTasksStart() {
        Map<String, Object> deployment = Synthesised.object(Synthesised.readable(
                Synthesised.properties(service).get("DeploymentConfiguration")));

        assertThat(deployment).containsEntry("Strategy", "BLUE_GREEN").containsEntry("LifecycleHooks",
                List.of(Map.of("HookTargetArn", "${TidegateFunction.Arn}", "RoleArn", "${TidegateHookRole.Arn}",
                        "LifecycleStages", List.of("PRE_SCALE_UP"))));
    }

    @Test
    void theServiceWaitsUntilAMigrationTaskCanRun() {
        assertThat(Synthesised.list(service.get("DependsOn"))).map(Synthesised::name).contains("MigrationTask",
                "MigrationTaskTaskRole", "MigrationTaskExecutionRole", "MigrationTaskExecutionRoleDefaultPolicy");
    }

    private static Map<String, Object> service() {
        Map<String, Map<String, Object>> services = Synthesised.TEMPLATE.findResources("AWS::ECS::Service");
        assertThat(services).hasSize(1);
        return services.values().iterator().next();
    }
}
