package dev.tidegate.tests.crash;

import static dev.tidegate.tests.ecs.Laboratory.CLUSTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.tests.database.LocalDynamoDb;
import dev.tidegate.tests.ecs.Laboratory;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStage;

/** A new stack: the service is created with its hook, the worker after it, and the jobs' family is registered already. */
class FirstDeploymentTest {
    private static final String CONSUMERS = """
            "identity": "image-tag", "consumers": [{"service": "worker"}, {"family": "report"}],""";

    @ParameterizedTest
    @CsvSource({"report:1,true", "report:0,"})
    void theMigrationTaskIsToldThatNoOlderCodeCanMeetTheDatabase(String job, String fresh) {
        try (LocalDynamoDb dynamoDb = new LocalDynamoDb()) {
            Scene scene = new Scene(dynamoDb.client(), CONSUMERS, new Cut(0, false));
            Laboratory lab = scene.lab;
            lab.register("worker", "worker:1");
            lab.register("report", job);

            lab.ecs.createService(create -> create.cluster(CLUSTER).serviceName("shop").taskDefinition("shop:1")
                    .desiredCount(2).loadBalancers(Laboratory.balancers()).deploymentConfiguration(Scene.hooked()));
            scene.pass(Duration.ofMinutes(10), () -> !scene.ran("pre").isEmpty());
            Map<String, String> environment = scene.ran("pre").getFirst().spec().environment();
            assertThat(Optional.ofNullable(environment.get("TIDEGATE_FRESH"))).isEqualTo(Optional.ofNullable(fresh));

            lab.ecs.createService(create -> create.cluster(CLUSTER).serviceName("worker").taskDefinition("worker:1"));
            lab.register("report", "report:1");
            scene.pass(Duration.ofHours(2), () -> scene.release().isPresent());
            assertThat(scene.state()).isEqualTo("Completed");
            assertThat(scene.ran("pre")).hasSize(1);
        }
    }

    /** A new stack whose services are all created at once, each with a hook of its own: nothing runs anywhere. */
    @Test
    void anEnvironmentIsNewAlthoughItsWorkerIsBeingCreatedToo() {
        try (LocalDynamoDb dynamoDb = new LocalDynamoDb()) {
            Scene scene = new Scene(dynamoDb.client(),
                    "\"identity\": \"image-tag\", \"consumers\": [{\"service\": \"worker\"}],", new Cut(0, false));
            Laboratory lab = scene.lab;
            lab.register("worker", "worker:1");
            lab.functions.when("hold", _ -> "{\"hookStatus\": \"IN_PROGRESS\", \"callBackDelay\": 30}");
            lab.ecs.createService(create -> create.cluster(CLUSTER).serviceName("worker").taskDefinition("worker:1")
                    .desiredCount(1).loadBalancers(Laboratory.balancers()).deploymentConfiguration(Laboratory
                            .blueGreen("hold", DeploymentLifecycleHookStage.PRE_SCALE_UP)));
            lab.ecs.createService(create -> create.cluster(CLUSTER).serviceName("shop").taskDefinition("shop:1")
                    .desiredCount(2).loadBalancers(Laboratory.balancers()).deploymentConfiguration(Scene.hooked()));
            scene.pass(Duration.ofMinutes(10), () -> !scene.ran("pre").isEmpty());
            assertThat(lab.containers.started()).extracting(started -> started.spec().image()).doesNotContain(
                    "worker:1");
            assertThat(scene.ran("pre").getFirst().spec().environment()).containsEntry("TIDEGATE_FRESH", "true");
        }
    }
}
