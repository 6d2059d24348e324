package dev.tidegate.tests.ecs;

import static dev.tidegate.tests.ecs.Laboratory.blueGreen;
import static dev.tidegate.tests.ecs.Laboratory.hook;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;

import dev.tidegate.tests.function.Functions.FunctionError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStage;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

class LifecycleHookTest {
    private static final String SUCCEEDED = "{\"hookStatus\":\"SUCCEEDED\"}";

    private final Laboratory lab = new Laboratory();

    private void serveWithHookAt(DeploymentLifecycleHookStage... stages) {
        lab.functions.when("gate", payload -> SUCCEEDED);
        lab.serve(blueGreen("gate", stages));
    }

    @Test
    void theFunctionIsToldExactlyWhatEcsTells() {
        serveWithHookAt(DeploymentLifecycleHookStage.PRE_SCALE_UP);
        lab.deploy("shop:2");
        lab.untilDeployment(ServiceDeploymentStatus.SUCCESSFUL);

        var payload = lab.functions.calls("gate").getFirst();
        assertThat(payload.properties()).extracting(field -> field.getKey())
                .containsExactly("executionId", "lifecycleStage", "resourceArn", "executionDetails");
        assertThat(payload.get("resourceArn").asText()).isEqualTo(lab.deployment().serviceDeploymentArn());
        var details = payload.get("executionDetails");
        assertThat(details.get("serviceArn").asText()).isEqualTo(lab.service().serviceArn());
        assertThat(details.get("targetServiceRevisionArn").asText())
                .isEqualTo(lab.deployment().targetServiceRevision().arn());
        assertThat(details.get("productionTrafficWeights")).isEmpty();
        assertThat(details.get("testTrafficWeights")).isEmpty();
    }

    @Test
    void inProgressIsAskedAgainAfterTheDelayItNames() {
        serveWithHookAt(DeploymentLifecycleHookStage.PRE_SCALE_UP);
        lab.functions.when("gate", payload -> "{\"hookStatus\":\"IN_PROGRESS\",\"callBackDelay\":60}");

        lab.deploy("shop:2");
        lab.until(() -> lab.functions.calls().size() == 1);
        lab.time.advance(Duration.ofSeconds(59));
        assertThat(lab.functions.calls()).hasSize(1);
        lab.time.advance(Duration.ofSeconds(1));
        assertThat(lab.functions.calls()).hasSize(2);
        assertThat(lab.functions.calls("gate")).extracting(call -> call.get("executionId").asText())
                .doesNotHaveDuplicates();
    }

    @Test
    void withoutADelayItIsAskedAgainAfterThirtySeconds() {
        serveWithHookAt(DeploymentLifecycleHookStage.PRE_SCALE_UP);
        lab.functions.when("gate", payload -> "{\"hookStatus\":\"IN_PROGRESS\",\"callBackDelaySeconds\":5}");

        lab.deploy("shop:2");
        lab.until(() -> lab.functions.calls().size() == 1);

        assertThat(lab.until(() -> lab.functions.calls().size() == 2)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void itsDetailsAreMergedIntoTheConfiguredOnesAndComeBack() {
        var hook = hook("gate", DeploymentLifecycleHookStage.PRE_SCALE_UP).toBuilder()
                .hookDetails(Document.mapBuilder().putString("team", "shop").putNumber("retries", 3).build())
                .build();
        lab.functions.when("gate", payload -> SUCCEEDED);
        lab.serve(blueGreen().toBuilder().lifecycleHooks(hook).build());
        var answers = new ArrayDeque<>(List.of(
                "{\"hookStatus\":\"IN_PROGRESS\",\"hookDetails\":{\"taskArn\":\"t1\",\"retries\":2}}", SUCCEEDED));
        lab.functions.when("gate", payload -> answers.remove());

        lab.deploy("shop:2");
        lab.untilDeployment(ServiceDeploymentStatus.SUCCESSFUL);

        assertThat(lab.functions.calls("gate")).extracting(call -> call.get("hookDetails").toString())
                .containsExactly("{\"team\":\"shop\",\"retries\":3}",
                        "{\"team\":\"shop\",\"retries\":2,\"taskArn\":\"t1\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"hookStatus\":\"FAILED\"}", "{\"hookStatus\":\"succeeded\"}", "{}", "null", "", "oops"})
    void anythingButSucceededAndInProgressRollsBack(String answer) {
        serveWithHookAt(DeploymentLifecycleHookStage.PRE_SCALE_UP);
        lab.functions.when("gate", payload -> answer);

        lab.deploy("shop:2");
        lab.untilDeployment(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);

        assertThat(lab.functions.calls()).hasSize(1);
        assertThat(lab.deployment().rollback().reason()).contains("PRE_SCALE_UP");
        assertThat(lab.containers.executing("shop:1")).hasSize(2);
    }

    @Test
    void aFunctionThatThrowsRollsBackAtOnce() {
        serveWithHookAt(DeploymentLifecycleHookStage.PRE_SCALE_UP);
        lab.functions.when("gate", payload -> {
            throw new FunctionError("boom");
        });

        lab.deploy("shop:2");
        lab.untilDeployment(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);

        assertThat(lab.deployment().rollback().reason()).contains("boom");
    }

    @Test
    void aHookThatNeverEndsRollsBackAfterADay() {
        serveWithHookAt(DeploymentLifecycleHookStage.PRE_SCALE_UP);
        lab.functions.when("gate", payload -> "{\"hookStatus\":\"IN_PROGRESS\",\"callBackDelay\":600}");
        lab.deploy("shop:2");
        lab.untilStage("PRE_SCALE_UP");

        lab.time.advance(Duration.ofHours(24).minusSeconds(1));
        assertThat(lab.deployment().status()).isEqualTo(ServiceDeploymentStatus.IN_PROGRESS);
        lab.time.advance(Duration.ofMinutes(1));
        assertThat(lab.deployment().status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
    }

    @Test
    void aNewerDeploymentEndsTheAskingOfTheOlderOne() {
        serveWithHookAt(DeploymentLifecycleHookStage.PRE_SCALE_UP);
        lab.functions.when("gate", payload -> "{\"hookStatus\":\"IN_PROGRESS\"}");
        lab.deploy("shop:2");
        lab.untilStage("PRE_SCALE_UP");
        var older = lab.deployment().serviceDeploymentArn();

        lab.deploy("shop:3");
        lab.functions.calls().clear();
        lab.time.advance(Duration.ofMinutes(10));

        assertThat(lab.functions.calls("gate")).isNotEmpty()
                .noneMatch(call -> call.get("resourceArn").asText().equals(older));
    }

    @Test
    void reconcileServiceIsAskedOnlyWhenSeveralRevisionsAreActive() {
        serveWithHookAt(DeploymentLifecycleHookStage.RECONCILE_SERVICE);
        lab.deploy("shop:2");
        lab.untilStage("BAKE_TIME");
        assertThat(lab.functions.calls()).isEmpty();

        lab.deploy("shop:3");
        lab.untilDeployment(ServiceDeploymentStatus.SUCCESSFUL);

        assertThat(lab.functions.calls()).hasSize(1);
    }

    @Test
    void allHooksOfAStageAreAskedAtOnceAndOneFailureIsEnough() {
        lab.functions.when("gate", payload -> SUCCEEDED);
        lab.functions.when("other", payload -> SUCCEEDED);
        lab.serve(blueGreen().toBuilder()
                .lifecycleHooks(hook("gate", DeploymentLifecycleHookStage.PRE_SCALE_UP),
                        hook("other", DeploymentLifecycleHookStage.PRE_SCALE_UP))
                .build());
        lab.functions.when("gate", payload -> "{\"hookStatus\":\"IN_PROGRESS\"}");
        lab.functions.when("other", payload -> "{\"hookStatus\":\"FAILED\"}");

        lab.deploy("shop:2");
        lab.untilDeployment(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
        lab.time.advance(Duration.ofMinutes(5));

        assertThat(lab.functions.calls("gate")).hasSize(1);
        assertThat(lab.functions.calls("other")).hasSize(1);
    }

    @Test
    void aRollbackAsksTheHooksOfTheShiftAgainWithTheTargetAtZero() {
        serveWithHookAt(DeploymentLifecycleHookStage.PRE_SCALE_UP,
                DeploymentLifecycleHookStage.PRODUCTION_TRAFFIC_SHIFT);
        lab.deploy("shop:2");
        lab.untilStage("BAKE_TIME");

        lab.ecs.stopServiceDeployment(
                request -> request.serviceDeploymentArn(lab.deployment().serviceDeploymentArn()));
        lab.untilDeployment(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);

        var target = lab.deployment().targetServiceRevision().arn();
        var calls = lab.functions.calls("gate");
        assertThat(calls).extracting(call -> call.get("lifecycleStage").asText())
                .containsExactly("PRE_SCALE_UP", "PRODUCTION_TRAFFIC_SHIFT", "PRODUCTION_TRAFFIC_SHIFT");
        assertThat(calls).extracting(call -> call.at("/executionDetails/targetServiceRevisionArn").asText())
                .containsOnly(target);
        assertThat(calls.getLast().at("/executionDetails/productionTrafficWeights").get(target).toString())
                .isEqualTo("0");
    }

    @Test
    void anInvocationCanBeDeliveredTwice() {
        serveWithHookAt(DeploymentLifecycleHookStage.PRE_SCALE_UP);
        lab.simulated.behave(EcsBehaviour.standard().withHooksTwice());

        lab.deploy("shop:2");
        lab.untilDeployment(ServiceDeploymentStatus.SUCCESSFUL);

        assertThat(lab.functions.calls("gate")).hasSize(2);
        assertThat(lab.deployments()).hasSize(2);
    }
}
