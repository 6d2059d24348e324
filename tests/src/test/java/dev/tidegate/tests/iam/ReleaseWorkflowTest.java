package dev.tidegate.tests.iam;

import static dev.tidegate.tests.ecs.Laboratory.CLUSTER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.tests.crash.Cut;
import dev.tidegate.tests.database.LocalDynamoDb;
import dev.tidegate.tests.stepfunctions.WaitingTask.End;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/** A release by hand, by the state machine of the workflows, of a service without a hook. */
class ReleaseWorkflowTest {
    private static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();
    private static final String CODE = "arn:aws:ecs:eu-central-1:111122223333:task-definition/shop:2";
    private InstalledShop shop;

    @AfterAll
    static void stop() {
        DYNAMO_DB.close();
    }

    @BeforeEach
    void serve() {
        shop = new InstalledShop(InstalledTemplate.PLAIN_WITH_ECS, new InstalledRoles(InstalledTemplate.PLAIN_WITH_ECS),
                DYNAMO_DB.client(), new Cut(0, false));
        shop.lab.serve(DeploymentConfiguration.builder().build());
        NativeScenario.neighbours(shop);
    }

    @AfterEach
    void close() {
        shop.close();
        assertThat(shop.roles.denied()).isEmpty();
    }

    private ReleaseMachine start(Consumer<JsonNode> updateService) throws IOException {
        return new ReleaseMachine(shop, Map.of("function", shop.hookFunction(), "database", "orders", "cluster",
                CLUSTER, "service", "shop", "taskDefinition", CODE), updateService);
    }

    private void update(JsonNode arguments) {
        shop.lab.ecs.updateService(update -> update.cluster(arguments.path("Cluster").asText()).service(arguments.path(
                "Service").asText()).taskDefinition(arguments.path("TaskDefinition").asText()));
    }

    private String newest() {
        return shop.call("list", Map.of()).path("releases").path(0).path("release").asText();
    }

    @Test
    void theServiceIsUpdatedAfterThePreTrafficPhaseAndTheEndIsTold() throws IOException {
        ReleaseMachine machine = start(arguments -> {
            assertThat(shop.ran()).containsExactly("pre");
            update(arguments);
        });
        shop.until("the old code of the service is gone", () -> !machine.step() && machine.entered.contains(
                "Post-traffic") && shop.state(newest()).filter("Draining"::equals).isPresent());
        String release = newest();
        assertThat(shop.lab.deployment().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
        assertThat(shop.lab.service().taskDefinition()).isEqualTo(CODE);
        NativeScenario.approveWithNewWorkers(shop, release);

        shop.until("the machine ends", machine::step);

        assertThat(shop.ran()).containsExactly("pre", "post");
        assertThat(machine.entered).containsExactly("Pre-traffic", "Update the service", "Post-traffic");
        assertThat(new ObjectMapper().readTree(((End.Succeeded) machine.end().orElseThrow()).output())).isEqualTo(
                new ObjectMapper().valueToTree(Map.of("release", release, "version", "shop:2", "phase", "post-traffic",
                        "state", "Completed")));
        assertThat(shop.call("status", release).toString()).contains("arn:execution");
    }

    @Test
    void nothingIsUpdatedWhenThePreTrafficPhaseFails() throws IOException {
        shop.migrationsExit(3);
        ReleaseMachine machine = start(_ -> {
            throw new AssertionError("updated");
        });

        shop.until("the machine ends", machine::step);

        assertThat(machine.entered).containsExactly("Pre-traffic");
        assertThat(machine.end()).hasValueSatisfying(end -> assertThat(end).isInstanceOfSatisfying(End.Failed.class,
                failed -> {
                    assertThat(failed.error()).isEqualTo("Tidegate.PreFailed");
                    assertThat(failed.cause()).contains(InstalledShop.LAST_WORDS);
                }));
    }

    @Test
    void aReleaseIsCancelledWhenTheServiceCannotBeUpdated() throws IOException {
        ReleaseMachine machine = start(_ -> {
            throw EcsException.builder().message("Unable to assume the service linked role").build();
        });

        shop.until("the machine ends", machine::step);

        assertThat(machine.entered).containsExactly("Pre-traffic", "Update the service", "Cancel",
                "The service could not be updated");
        assertThat(machine.end()).contains(new End.Failed("UpdateService", "Unable to assume the service linked role"));
        String release = newest();
        shop.untilEnded(release, "Disarmed");
        assertThat(shop.ran()).containsExactly("pre");
    }
}
