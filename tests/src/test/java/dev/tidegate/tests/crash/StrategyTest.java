package dev.tidegate.tests.crash;

import static dev.tidegate.tests.ecs.Laboratory.CLUSTER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.tests.database.LocalDynamoDb;
import dev.tidegate.tests.ecs.Laboratory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStage;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;

/** Every strategy of ECS, and a rolling deployment that is announced instead of hooked. */
class StrategyTest {
    private static LocalDynamoDb dynamoDb;

    @BeforeAll
    static void start() {
        dynamoDb = new LocalDynamoDb();
    }

    @AfterAll
    static void stop() {
        dynamoDb.close();
    }

    private static DeploymentConfiguration configuration(DeploymentStrategy strategy) {
        var common = DeploymentConfiguration.builder().strategy(strategy);
        return switch (strategy) {
            case BLUE_GREEN -> common.bakeTimeInMinutes(5).build();
            case LINEAR -> common.bakeTimeInMinutes(5).linearConfiguration(linear -> linear.stepPercent(20.0)
                    .stepBakeTimeInMinutes(6)).build();
            case CANARY -> common.bakeTimeInMinutes(5).canaryConfiguration(canary -> canary.canaryPercent(10.0)
                    .canaryBakeTimeInMinutes(10)).build();
            case ROLLING -> common.build();
            case UNKNOWN_TO_SDK_VERSION -> throw new AssertionError(strategy);
        };
    }

    private static Scene served(DeploymentConfiguration configuration) {
        Scene scene = new Scene(dynamoDb.client(), "", new Cut(0, false));
        scene.lab.serve(configuration);
        return scene;
    }

    /** What was started after the deployment had begun: the first of it has to be the pre-traffic task. */
    private static List<String> begun(Scene scene) {
        return scene.lab.containers.started().stream().map(one -> one.spec().image()).filter(image -> !image.equals(
                "shop:1")).toList();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "UNKNOWN_TO_SDK_VERSION")
    void bothPhasesRunAroundTheDeployment(DeploymentStrategy strategy) {
        DeploymentConfiguration configuration = configuration(strategy);
        Scene scene = served(configuration);
        scene.lab.ecs.updateService(update -> update.cluster(CLUSTER).service("shop").deploymentConfiguration(
                configuration.toBuilder().lifecycleHooks(Laboratory.hook("gate",
                        DeploymentLifecycleHookStage.PRE_SCALE_UP)).build()));

        scene.lab.deploy("shop:2");
        scene.pass(Duration.ofHours(4), () -> scene.release().isPresent());

        assertThat(scene.state()).isEqualTo("Completed");
        assertThat(scene.breaches).isEmpty();
        assertThat(begun(scene)).containsExactly("migrate:1", "shop:2", "shop:2", "migrate:1");
        assertThat(scene.ran("pre")).hasSize(1);
        assertThat(scene.ran("post")).hasSize(1);
    }

    @Test
    void aRollingDeploymentMayBeAnnouncedBeforeTheUpdate() {
        Scene scene = served(configuration(DeploymentStrategy.ROLLING));
        ObjectNode announcement = JsonNodeFactory.instance.objectNode().put("command", "start").put("database",
                "shop").put("taskDefinition", "shop:2");
        scene.invoke(announcement);
        scene.pass(Duration.ofMinutes(10), () -> false);
        assertThat(scene.state()).isEqualTo("Armed, open");

        scene.lab.deploy("shop:2");
        scene.pass(Duration.ofHours(4), () -> true);

        assertThat(scene.state()).isEqualTo("Completed");
        assertThat(scene.breaches).isEmpty();
        assertThat(scene.ran("pre")).hasSize(1);
        assertThat(scene.ran("post")).hasSize(1);
    }

    @Test
    void anAnnouncedServiceMayBeCreatedAfterwards() {
        Scene scene = new Scene(dynamoDb.client(), "", new Cut(0, false));
        ObjectNode announcement = JsonNodeFactory.instance.objectNode().put("command", "start").put("database",
                "shop").put("taskDefinition", "shop:1");
        scene.invoke(announcement);
        scene.pass(Duration.ofMinutes(10), () -> false);
        assertThat(scene.state()).isEqualTo("Armed, open");
        assertThat(scene.ran("pre").getFirst().spec().environment()).containsEntry("TIDEGATE_FRESH", "true");

        scene.lab.ecs.createService(create -> create.cluster(CLUSTER).serviceName("shop").taskDefinition("shop:1")
                .desiredCount(2).loadBalancers(Laboratory.balancers()));
        scene.pass(Duration.ofHours(2), () -> true);

        assertThat(scene.state()).isEqualTo("Completed");
        assertThat(scene.ran("post")).hasSize(1);
    }
}
