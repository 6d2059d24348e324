package dev.tidegate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreTrafficHookTest {
    private final Map<String, Map<String, Object>> services = Shop.TEMPLATE.of("AWS::ECS::Service", "");

    @Test
    void theServiceAsksTheFunctionBeforeNewTasksStart() {
        Map<String, Object> deployment = Readable.object(Readable.properties(services.get("WebService"))
                .get("DeploymentConfiguration"));

        assertThat(deployment).containsEntry("Strategy", "BLUE_GREEN").containsEntry("LifecycleHooks",
                List.of(Map.of("HookTargetArn", "${TidegateFunction.Arn}", "RoleArn", "${TidegateHookRole.Arn}",
                        "LifecycleStages", List.of("PRE_SCALE_UP"))));
    }

    @Test
    void theServiceWaitsUntilAMigrationTaskCanRun() {
        assertThat(waitsFor("WebService")).contains("TidegateMigrationTask", "TidegateMigrationTaskTaskRole",
                "TidegateMigrationTaskTaskRoleDefaultPolicy", "TidegateMigrationTaskExecutionRole",
                "TidegateMigrationTaskExecutionRoleDefaultPolicy", "TidegateSecurityGroup",
                "TidegateSecurityGrouptoShopDatabaseSecurityGroup3B87040DIndirectPort", "DatabaseWriter",
                "DatabaseSecurityGroupfromShopTidegateSecurityGroup0620752EIndirectPort");
    }

    @Test
    void aConsumerGetsItsNewCodeAfterThePreTrafficPhase() {
        assertThat(waitsFor("WorkerService")).contains("WebService");
    }

    private List<String> waitsFor(String service) {
        return Readable.list(services.get(service).get("DependsOn")).stream().map(Readable::name).toList();
    }
}
