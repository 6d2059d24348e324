package dev.tidegate.tests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.tests.database.LocalDynamoDb;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many calls of AWS one deployment takes when no event ever arrives, so that the sweep has to find out everything. */
class CostTest {
    /** Proving that the deployment succeeded and no old task is left takes as many looks as the old tasks take to stop. */
    private static boolean readsTheDrain(MortalFunction.Invocation invocation, String call) {
        boolean look = invocation.state().startsWith("Draining") || invocation.state().startsWith("Armed")
                && invocation.calls().contains("Ecs.listTasks");
        return look ? call.matches("[A-Za-z]+\\.(get|list|describe).*") : call.equals("Ecs.listTasks");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDeploymentIsCheap(boolean byCodeDeploy) {
        try (LocalDynamoDb dynamoDb = new LocalDynamoDb()) {
            Scene scene = new Scene(dynamoDb.client(), byCodeDeploy, new Cut(0, false));
            if (byCodeDeploy) {
                CodeDeployed.deploy(scene.codeDeploy, "gate");
            } else {
                scene.lab.deploy("shop:2");
            }
            scene.pass(Duration.ofHours(2), () -> scene.release().isPresent());
            assertThat(scene.state()).isEqualTo("Completed");

            SortedMap<String, Integer> drain = new TreeMap<>();
            SortedMap<String, Integer> rest = new TreeMap<>();
            scene.invocations().forEach(invocation -> invocation.calls().forEach(call -> (readsTheDrain(invocation,
                    call) ? drain : rest).merge(call, 1, Integer::sum)));
            int sweeps = rest.remove("DynamoDb.query");
            System.out.println((byCodeDeploy ? "CodeDeploy" : "ECS blue/green") + ": " + scene.invocations().size()
                    + " invocations, " + sweeps + " of them sweeps; calls of AWS to read the drain " + drain
                    + ", others "
                    + sum(rest) + ": " + rest);
            assertThat(sum(rest)).isLessThanOrEqualTo(byCodeDeploy ? 36 : 34);
        }
    }

    private static int sum(Map<String, Integer> calls) {
        return calls.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Test
    void aSweepWithNothingDueIsOneCall() {
        try (LocalDynamoDb dynamoDb = new LocalDynamoDb()) {
            Scene scene = new Scene(dynamoDb.client(), false, new Cut(0, false));
            scene.pass(Duration.ofMinutes(3), () -> false);

            assertThat(scene.cut.calls()).containsExactly("DynamoDb.query", "DynamoDb.query", "DynamoDb.query");
        }
    }
}
