package dev.tidegate.tests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.tests.database.LocalDynamoDb;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many calls of AWS one deployment takes when no event ever arrives, so that the sweep has to find out everything. */
class CostTest {
    /** Listing and describing tasks is what the proof of the drain consists of. */
    private static final List<String> DRAIN = List.of("Ecs.listTasks", "Ecs.describeTasks", "Ecs.describeServices");

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDeploymentIsCheap(boolean byCodeDeploy) {
        try (LocalDynamoDb dynamoDb = new LocalDynamoDb()) {
            Scene scene = new Scene(dynamoDb.client(), byCodeDeploy, new Cut(0, false));
            if (byCodeDeploy) {
                CodeDeployed.deploy(scene);
            } else {
                scene.lab.deploy("shop:2");
            }
            scene.pass(Duration.ofHours(2), () -> scene.release().isPresent());
            assertThat(scene.state()).isEqualTo("Completed");

            Map<String, Long> calls = scene.cut.calls().stream().collect(Collectors.groupingBy(Function.identity(),
                    TreeMap::new, Collectors.counting()));
            long sweeps = scene.sweeps();
            long without = calls.entrySet().stream().filter(call -> !DRAIN.contains(call.getKey())).mapToLong(
                    Map.Entry::getValue).sum() - sweeps;
            System.out.println((byCodeDeploy ? "CodeDeploy" : "ECS blue/green") + ": " + without
                    + " calls beside the drain reads and " + sweeps + " sweeps: " + calls);
            assertThat(without).isLessThanOrEqualTo(byCodeDeploy ? 110 : 90);
        }
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
