package dev.tidegate.tests.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codedeploy.model.DeploymentAlreadyCompletedException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentCreator;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.ErrorCode;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventAlreadyCompletedException;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;

class RollbackTest extends CodeDeployLaboratory {
    @Test
    void aRollbackDuringTheTerminationWaitIsADeploymentOfItsOwn() {
        var id = deploy("shop:2");
        untilTargetSucceeded(id);
        var blue = target(id).taskSetsInfo().getFirst().identifer();

        codeDeploy.stopDeployment(request -> request.deploymentId(id).autoRollbackEnabled(true));
        assertThat(info(id).status()).isEqualTo(DeploymentStatus.STOPPED);
        assertThat(info(id).errorInformation().code()).isEqualTo(ErrorCode.MANUAL_STOP);
        var rollback = rollbackOf(id);
        until(rollback, DeploymentStatus.SUCCEEDED);

        assertThat(info(rollback).creator()).isEqualTo(DeploymentCreator.CODE_DEPLOY_ROLLBACK);
        assertThat(info(rollback).rollbackInfo().rollbackTriggeringDeploymentId()).isEqualTo(id);
        assertThat(lab.traffic).containsEntry(blue, 100.0);
        assertThat(runningTaskDefinitions()).containsExactly("shop:1");
        assertThat(lab.service().taskSets()).singleElement()
                .satisfies(set -> assertThat(set.status()).isEqualTo("PRIMARY"));
    }

    @Test
    void aRollbackRunsTheHooksOfTheRevisionItGoesBackToUnlessChosenOtherwise() {
        answering("BeforeInstall", LifecycleEventStatus.SUCCEEDED);
        answering("AfterAllowTraffic", LifecycleEventStatus.FAILED);

        var first = deploy("shop:2", "BeforeInstall", "AfterAllowTraffic");
        until(first, DeploymentStatus.FAILED);
        var rollback = rollbackOf(first);
        until(rollback, DeploymentStatus.FAILED);
        assertThat(lab.functions.calls("hook-BeforeInstall"))
                .extracting(payload -> payload.get("DeploymentId").asText())
                .containsExactly(first, rollback);

        simulated.behave(CodeDeployBehaviour.standard().withoutHooksOnRollback());
        var second = deploy("shop:3", "AfterAllowTraffic");
        until(second, DeploymentStatus.FAILED);
        until(rollbackOf(second), DeploymentStatus.SUCCEEDED);
        assertThat(runningTaskDefinitions()).containsExactly("shop:1");
    }

    @Test
    void aStoppedDeploymentWithoutARollbackLeavesItsTaskSetToTheNextOne() {
        lab.functions.when("hook-AfterInstall", payload -> "null");
        var stopped = deploy("shop:2", "AfterInstall");
        lab.until(() -> !lab.functions.calls().isEmpty());

        codeDeploy.stopDeployment(request -> request.deploymentId(stopped).autoRollbackEnabled(false));
        lab.time.advance(Duration.ofHours(1));
        assertThat(info(stopped).rollbackInfo()).isNull();
        assertThat(lab.service().taskSets()).hasSize(2);
        assertThatThrownBy(() -> report(lab.functions.calls("hook-AfterInstall").getFirst(),
                LifecycleEventStatus.SUCCEEDED)).isInstanceOf(LifecycleEventAlreadyCompletedException.class);

        until(deploy("shop:3"), DeploymentStatus.SUCCEEDED);
        lab.time.advance(Duration.ofSeconds(1));
        assertThat(runningTaskDefinitions()).containsExactly("shop:3");
    }

    @Test
    void aReplacementTaskSetThatNeverBecomesHealthyTimesOutAndIsRolledBack() {
        lab.containers.missing("shop:2");

        var id = deploy("shop:2");
        until(id, DeploymentStatus.FAILED);
        until(rollbackOf(id), DeploymentStatus.SUCCEEDED);

        assertThat(info(id).errorInformation().code()).isEqualTo(ErrorCode.TIMEOUT);
        assertThat(lab.service().taskSets()).hasSize(1);
        assertThat(runningTaskDefinitions()).containsExactly("shop:1");
    }

    @Test
    void aRollbackDeploysTheLastGoodRevision() {
        var good = deploy("shop:2");
        until(good, DeploymentStatus.SUCCEEDED);
        var bad = deploy("shop:3");
        untilTargetSucceeded(bad);

        codeDeploy.stopDeployment(request -> request.deploymentId(bad).autoRollbackEnabled(true));

        assertThat(info(rollbackOf(bad)).revision()).isEqualTo(info(good).revision());
        until(rollbackOf(bad), DeploymentStatus.SUCCEEDED);
        assertThat(runningTaskDefinitions()).containsExactly("shop:2");
    }

    @Test
    void onceTheOriginalTaskSetIsTerminatedItIsTooLate() {
        simulated.behave(CodeDeployBehaviour.standard().withSuccessAfterStopped());
        var id = deploy("shop:2");
        untilTargetSucceeded(id);
        lab.time.advance(Duration.ofMinutes(61));

        assertThat(info(id).status()).isEqualTo(DeploymentStatus.IN_PROGRESS);
        assertThatThrownBy(() -> codeDeploy.stopDeployment(request -> request.deploymentId(id)))
                .isInstanceOf(DeploymentAlreadyCompletedException.class);
    }

    @Test
    void eventsTellTheStatesOfDeploymentAndRollback() {
        var id = deploy("shop:2");
        untilTargetSucceeded(id);
        codeDeploy.stopDeployment(request -> request.deploymentId(id).autoRollbackEnabled(true));
        until(rollbackOf(id), DeploymentStatus.SUCCEEDED);

        assertThat(lab.events("CodeDeploy Deployment State-change Notification"))
                .extracting(event -> event.get("deploymentId").asText() + " " + event.get("state").asText())
                .containsExactly(id + " START", id + " STOP", rollbackOf(id) + " START", rollbackOf(id) + " SUCCESS");
    }
}
