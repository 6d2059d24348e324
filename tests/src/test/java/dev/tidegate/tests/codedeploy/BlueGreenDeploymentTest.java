package dev.tidegate.tests.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import dev.tidegate.tests.ecs.TrafficSteps;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codedeploy.model.DeploymentLimitExceededException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentNotStartedException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.DeploymentWaitType;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;

class BlueGreenDeploymentTest extends CodeDeployLaboratory {
    @Test
    void theTargetSucceedsAnHourBeforeTheDeploymentDoes() {
        var id = deploy("shop:2");
        untilTargetSucceeded(id);

        assertThat(info(id).status()).isEqualTo(DeploymentStatus.IN_PROGRESS);
        assertThat(info(id).instanceTerminationWaitTimeStarted()).isFalse();
        assertThat(lab.containers.executing("shop:1")).hasSize(2);
        lab.time.advance(Duration.ofMinutes(59));
        assertThat(info(id).status()).isEqualTo(DeploymentStatus.IN_PROGRESS);
        until(id, DeploymentStatus.SUCCEEDED);
    }

    @Test
    void theTerminationWaitCanBeEndedEarly() {
        var id = deploy("shop:2");
        untilTargetSucceeded(id);

        codeDeploy.continueDeployment(
                request -> request.deploymentId(id).deploymentWaitType(DeploymentWaitType.TERMINATION_WAIT));
        lab.time.advance(Duration.ofSeconds(1));

        assertThat(info(id).status()).isEqualTo(DeploymentStatus.SUCCEEDED);
    }

    @Test
    void itSucceedsAndTheOriginalTaskSetVanishesWhileItsContainersExecute() {
        var id = deploy("shop:2");
        until(id, DeploymentStatus.SUCCEEDED);
        lab.time.advance(Duration.ofSeconds(1));

        assertThat(lab.service().taskSets()).hasSize(1);
        assertThat(lab.containers.executing("shop:1")).hasSize(2);
        assertThat(runningTaskDefinitions()).containsExactly("shop:2");
        assertThat(lab.tasks(DesiredStatus.STOPPED)).extracting(task -> task.lastStatus())
                .containsOnly("DEACTIVATING");
    }

    @Test
    void itCanBeToldToWaitUntilTheOriginalTasksAreStopped() {
        simulated.behave(CodeDeployBehaviour.standard().withSuccessAfterStopped());

        var id = deploy("shop:2");
        until(id, DeploymentStatus.SUCCEEDED);

        assertThat(lab.containers.executing("shop:1")).isEmpty();
    }

    @Test
    void theConfigurationsNameSaysHowTrafficMoves() {
        assertThat(TrafficRouting.of("CodeDeployDefault.ECSAllAtOnce").percents()).containsExactly(100.0);
        assertThat(TrafficRouting.of("CodeDeployDefault.ECSCanary10Percent5Minutes"))
                .isEqualTo(TrafficSteps.canary(10.0, Duration.ofMinutes(5)));
        assertThat(TrafficRouting.of("CodeDeployDefault.ECSLinear10PercentEvery3Minutes").percents()).hasSize(10)
                .endsWith(90.0, 100.0);
    }

    @Test
    void oneDeploymentOfAGroupIsUnderWayAtATime() {
        deploy("shop:2");

        assertThatThrownBy(() -> deploy("shop:3")).isInstanceOf(DeploymentLimitExceededException.class);
    }

    @Test
    void aDeploymentThatHasNotStartedHasNoTargets() {
        var id = deploy("shop:2");

        assertThatThrownBy(() -> target(id)).isInstanceOf(DeploymentNotStartedException.class);
    }

    @Test
    void theAppSpecIsReadByItsHashOnly() {
        var id = deploy("shop:2");
        var revision = info(id).revision();

        assertThat(revision.appSpecContent().content()).isNull();
        var full = codeDeploy.getApplicationRevision(
                request -> request.applicationName("app").revision(revision)).revision();
        assertThat(full.appSpecContent().content()).contains("shop:2");
    }

    @Test
    void ecsRefusesToDeploySuchAServiceAndShowsNoDeployments() {
        assertThatThrownBy(() -> lab.deploy("shop:2")).isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Unable to update task definition on services with a CODE_DEPLOY deployment"
                        + " controller.");
        assertThat(lab.service().deployments()).isEmpty();
        assertThat(lab.tasks(DesiredStatus.RUNNING)).extracting(task -> task.startedBy())
                .containsOnly(lab.service().taskSets().getFirst().id());
    }
}
