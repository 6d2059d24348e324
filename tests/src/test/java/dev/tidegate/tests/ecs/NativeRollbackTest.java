package dev.tidegate.tests.ecs;

import static dev.tidegate.tests.ecs.Laboratory.CLUSTER;
import static dev.tidegate.tests.ecs.Laboratory.blueGreen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStage;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentStopType;

class NativeRollbackTest {
    private final Laboratory lab = new Laboratory();

    @Test
    void aRollbackDuringTheBakeTimeBringsTheTrafficBack() {
        lab.serve(blueGreen());
        var old = lab.deployment().targetServiceRevision().arn();
        lab.deploy("shop:2");
        lab.untilStage("BAKE_TIME");

        lab.ecs.stopServiceDeployment(request -> request.serviceDeploymentArn(lab.deployment().serviceDeploymentArn())
                .stopType(StopServiceDeploymentStopType.ROLLBACK));
        assertThat(lab.deployment().status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_REQUESTED);
        lab.untilDeployment(ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS);
        lab.untilDeployment(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);

        assertThat(lab.traffic).containsEntry(old, 100.0);
        assertThat(lab.deployment().rollback().serviceRevisionArn()).isEqualTo(old);
        assertThat(lab.service().taskDefinition()).endsWith("shop:1");
        assertThat(lab.tasks(DesiredStatus.RUNNING)).extracting(task -> task.taskDefinitionArn())
                .allMatch(definition -> definition.endsWith("shop:1"));
    }

    @Test
    void aRollbackDuringCleanUpStartsOldTasksAgain() {
        var patient = new Laboratory(EcsBehaviour.standard().withSuccessAfterStopped());
        patient.serve(blueGreen());
        patient.deploy("shop:2");
        patient.untilStage("CLEAN_UP");
        patient.time.advance(Duration.ofMinutes(1));

        patient.ecs.stopServiceDeployment(
                request -> request.serviceDeploymentArn(patient.deployment().serviceDeploymentArn()));
        patient.untilDeployment(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);

        assertThat(patient.containers.executing("shop:1")).hasSize(2);
        assertThat(patient.tasks(DesiredStatus.RUNNING)).hasSize(2)
                .allSatisfy(task -> assertThat(task.taskDefinitionArn()).endsWith("shop:1"));
    }

    @Test
    void aRollbackEndsWithTheSameCompletedEventAsASuccess() {
        lab.functions.when("gate", payload -> "{\"hookStatus\":\"SUCCEEDED\"}");
        lab.serve(blueGreen("gate", DeploymentLifecycleHookStage.POST_SCALE_UP));
        var old = lab.deployment().targetServiceRevision().arn();
        lab.functions.when("gate", payload -> "{\"hookStatus\":\"FAILED\"}");

        lab.deploy("shop:2");
        lab.untilDeployment(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);

        var events = lab.events("ECS Deployment State Change");
        assertThat(events).extracting(event -> event.get("eventName").asText())
                .containsExactly("SERVICE_DEPLOYMENT_IN_PROGRESS", "SERVICE_DEPLOYMENT_FAILED",
                        "SERVICE_DEPLOYMENT_IN_PROGRESS", "SERVICE_DEPLOYMENT_COMPLETED");
        assertThat(events.getLast().get("deploymentId").asText()).isEqualTo("ecs-svc/" + Arns.lastSegment(old));
    }

    @Test
    void aNewerDeploymentStopsTheOneUnderWayAndInheritsBothRevisions() {
        lab.serve(blueGreen());
        lab.deploy("shop:2");
        lab.untilStage("BAKE_TIME");

        lab.deploy("shop:3");
        assertThat(lab.deployments()).extracting(deployment -> deployment.status())
                .startsWith(ServiceDeploymentStatus.PENDING, ServiceDeploymentStatus.STOP_REQUESTED);
        lab.untilDeployment(ServiceDeploymentStatus.IN_PROGRESS);
        assertThat(lab.deployments().get(1).status()).isEqualTo(ServiceDeploymentStatus.STOPPED);
        assertThat(lab.deployment().sourceServiceRevisions()).hasSize(2);

        lab.untilDeployment(ServiceDeploymentStatus.SUCCESSFUL);
        assertThat(lab.tasks(DesiredStatus.RUNNING)).hasSize(2)
                .allSatisfy(task -> assertThat(task.taskDefinitionArn()).endsWith("shop:3"));
    }

    @Test
    void aDeploymentThatEndedCannotBeStopped() {
        lab.serve(blueGreen());

        assertThatThrownBy(() -> lab.ecs.stopServiceDeployment(
                request -> request.serviceDeploymentArn(lab.deployment().serviceDeploymentArn())))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void tasksThatKeepFailingRollBackAServiceWithACircuitBreaker() {
        lab.containers.exitsAtOnce("shop:2", 1);
        lab.serve(blueGreen().toBuilder()
                .deploymentCircuitBreaker(breaker -> breaker.enable(true).rollback(true))
                .build());

        lab.deploy("shop:2");
        lab.untilDeployment(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);

        assertThat(lab.deployment().rollback().reason()).contains("circuit breaker");
        assertThat(lab.containers.executing("shop:1")).hasSize(2);
    }

    @Test
    void tasksThatFailAfterTheDeploymentEndedRollNothingBack() {
        lab.serve(blueGreen().toBuilder().deploymentCircuitBreaker(breaker -> breaker.enable(true).rollback(true))
                .build());
        lab.containers.exitsAtOnce("shop:1", 1);

        lab.containers.executing("shop:1").getFirst().exit(1);
        lab.time.advance(Duration.ofMinutes(10));

        assertThat(lab.deployment().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
        assertThat(lab.service().taskDefinition()).endsWith("shop:1");
        assertThat(lab.containers.executing("shop:1")).hasSize(1);
    }

    @Test
    void tasksThatNeverStartRollBackAfterADayWithoutACircuitBreaker() {
        lab.serve(blueGreen());
        lab.containers.missing("shop:2");

        lab.deploy("shop:2");
        lab.time.advance(Duration.ofHours(23));
        assertThat(lab.deployment().status()).isEqualTo(ServiceDeploymentStatus.IN_PROGRESS);
        lab.time.advance(Duration.ofHours(2));
        assertThat(lab.deployment().status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
    }

    @Test
    void aFirstDeploymentThatFailsHasNothingToGoBackTo() {
        lab.functions.when("gate", payload -> "{\"hookStatus\":\"FAILED\"}");
        lab.ecs.createService(request -> request.cluster(CLUSTER)
                .serviceName("shop")
                .taskDefinition("shop:1")
                .desiredCount(2)
                .deploymentConfiguration(blueGreen("gate", DeploymentLifecycleHookStage.POST_SCALE_UP)));

        lab.untilDeployment(ServiceDeploymentStatus.ROLLBACK_FAILED);

        assertThat(lab.deployment().statusReason()).isEqualTo("No rollback candidate was found to run the rollback.");
        assertThat(lab.tasks(DesiredStatus.RUNNING)).isEmpty();
    }
}
