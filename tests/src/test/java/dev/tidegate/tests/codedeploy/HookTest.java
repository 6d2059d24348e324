package dev.tidegate.tests.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;

import dev.tidegate.tests.function.Functions.FunctionError;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.ErrorCode;
import software.amazon.awssdk.services.codedeploy.model.InvalidLifecycleEventHookExecutionIdException;
import software.amazon.awssdk.services.codedeploy.model.InvalidLifecycleEventHookExecutionStatusException;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventAlreadyCompletedException;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;

class HookTest extends CodeDeployLaboratory {
    @Test
    void hooksAreInvokedInTheOrderOfTheLifecycleEvents() {
        var hooked = List.of("BeforeInstall", "AfterInstall", "BeforeAllowTraffic", "AfterAllowTraffic");
        hooked.forEach(event -> answering(event, LifecycleEventStatus.SUCCEEDED));

        var id = deploy("shop:2", hooked.toArray(String[]::new));
        until(id, DeploymentStatus.SUCCEEDED);

        assertThat(lab.functions.calls()).extracting(call -> call.function())
                .containsExactly("hook-BeforeInstall", "hook-AfterInstall", "hook-BeforeAllowTraffic",
                        "hook-AfterAllowTraffic");
        assertThat(target(id).lifecycleEvents()).extracting(event -> event.lifecycleEventName())
                .containsExactly("BeforeInstall", "Install", "AfterInstall", "AllowTestTraffic",
                        "AfterAllowTestTraffic", "BeforeAllowTraffic", "AllowTraffic", "AfterAllowTraffic");
    }

    @Test
    void aHookIsToldTwoIdsAndNothingElse() {
        answering("BeforeInstall", LifecycleEventStatus.SUCCEEDED);

        var id = deploy("shop:2", "BeforeInstall");
        until(id, DeploymentStatus.SUCCEEDED);

        var payload = lab.functions.calls("hook-BeforeInstall").getFirst();
        assertThat(payload.properties()).extracting(field -> field.getKey())
                .containsExactly("DeploymentId", "LifecycleEventHookExecutionId");
        assertThat(payload.get("DeploymentId").asText()).isEqualTo(id);
    }

    @Test
    void theReplacementTaskSetDoesNotExistBeforeBeforeInstallHasSucceeded() {
        lab.functions.when("hook-BeforeInstall", payload -> "null");

        var id = deploy("shop:2", "BeforeInstall");
        lab.time.advance(Duration.ofMinutes(59));

        assertThat(lab.service().taskSets()).hasSize(1);
        assertThat(target(id).lifecycleEvents().getFirst().status()).isEqualTo(LifecycleEventStatus.IN_PROGRESS);

        report(lab.functions.calls("hook-BeforeInstall").getFirst(), LifecycleEventStatus.SUCCEEDED);
        lab.until(() -> lab.service().taskSets().size() == 2);
        assertThat(lab.service().taskSets().getLast().externalId()).isEqualTo(id);
        assertThat(lab.service().taskSets().getLast().startedBy()).isEqualTo("CODE_DEPLOY");
    }

    @Test
    void aHookWithoutAStatusFailsAfterOneHour() {
        lab.functions.when("hook-BeforeInstall", payload -> "{\"anything\":true}");

        var id = deploy("shop:2", "BeforeInstall");
        lab.time.advance(Duration.ofMinutes(60));
        assertThat(info(id).status()).isEqualTo(DeploymentStatus.IN_PROGRESS);
        lab.time.advance(Duration.ofSeconds(3));

        assertThat(info(id).status()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(info(id).errorInformation().code()).isEqualTo(ErrorCode.HOOK_EXECUTION_FAILURE);
        assertThatThrownBy(() -> report(lab.functions.calls("hook-BeforeInstall").getFirst(),
                LifecycleEventStatus.SUCCEEDED)).isInstanceOf(LifecycleEventAlreadyCompletedException.class);
    }

    @Test
    void aFunctionThatThrowsFailsTheHookOnlyAfterOneHourUnlessChosenOtherwise() {
        lab.functions.when("hook-BeforeInstall", payload -> {
            throw new FunctionError("boom");
        });

        var patient = deploy("shop:2", "BeforeInstall");
        lab.time.advance(Duration.ofMinutes(30));
        assertThat(info(patient).status()).isEqualTo(DeploymentStatus.IN_PROGRESS);
        until(patient, DeploymentStatus.FAILED);

        simulated.behave(CodeDeployBehaviour.standard().withFunctionErrorFailingHook());
        var strict = deploy("shop:2", "BeforeInstall");
        lab.time.advance(Duration.ofSeconds(3));
        assertThat(info(strict).status()).isEqualTo(DeploymentStatus.FAILED);
    }

    @Test
    void aFailedBeforeInstallHasNothingToRollBack() {
        answering("BeforeInstall", LifecycleEventStatus.FAILED);

        var id = deploy("shop:2", "BeforeInstall");
        until(id, DeploymentStatus.FAILED);
        lab.time.advance(Duration.ofHours(1));

        assertThat(info(id).rollbackInfo()).isNull();
        assertThat(runningTaskDefinitions()).containsExactly("shop:1");
    }

    @Test
    void onlySucceededAndFailedAreTakenAndOnlyOnce() {
        lab.functions.when("hook-BeforeInstall", payload -> "null");
        var id = deploy("shop:2", "BeforeInstall");
        lab.until(() -> !lab.functions.calls().isEmpty());
        var payload = lab.functions.calls("hook-BeforeInstall").getFirst();

        assertThatThrownBy(() -> report(payload, LifecycleEventStatus.IN_PROGRESS))
                .isInstanceOf(InvalidLifecycleEventHookExecutionStatusException.class);
        assertThatThrownBy(() -> codeDeploy.putLifecycleEventHookExecutionStatus(
                request -> request.deploymentId(id)
                        .lifecycleEventHookExecutionId("made-up")
                        .status(LifecycleEventStatus.SUCCEEDED)))
                .isInstanceOf(InvalidLifecycleEventHookExecutionIdException.class);
        report(payload, LifecycleEventStatus.SUCCEEDED);
        assertThatThrownBy(() -> report(payload, LifecycleEventStatus.FAILED))
                .isInstanceOf(LifecycleEventAlreadyCompletedException.class);
        until(id, DeploymentStatus.SUCCEEDED);
    }

    @Test
    void aHookCanBeInvokedTwice() {
        simulated.behave(CodeDeployBehaviour.standard().withHooksTwice());
        lab.functions.when("hook-BeforeInstall", payload -> "null");

        deploy("shop:2", "BeforeInstall");
        lab.time.advance(Duration.ofMinutes(1));

        assertThat(lab.functions.calls("hook-BeforeInstall")).hasSize(2);
        assertThat(lab.functions.calls("hook-BeforeInstall").getFirst())
                .isEqualTo(lab.functions.calls("hook-BeforeInstall").getLast());
    }
}
