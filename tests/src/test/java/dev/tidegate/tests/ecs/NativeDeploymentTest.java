package dev.tidegate.tests.ecs;

import static dev.tidegate.tests.ecs.Laboratory.CLUSTER;
import static dev.tidegate.tests.ecs.Laboratory.blueGreen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStage;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

class NativeDeploymentTest {
    private static final String[] STAGES = {"PRE_SCALE_UP", "POST_SCALE_UP", "TEST_TRAFFIC_SHIFT",
            "POST_TEST_TRAFFIC_SHIFT", "PRODUCTION_TRAFFIC_SHIFT", "POST_PRODUCTION_TRAFFIC_SHIFT"};

    private final Laboratory lab = new Laboratory();

    private static DeploymentLifecycleHookStage[] allStages() {
        return java.util.Arrays.stream(STAGES)
                .map(DeploymentLifecycleHookStage::fromValue)
                .toArray(DeploymentLifecycleHookStage[]::new);
    }

    @Test
    void hooksAreAskedStageByStageInOrder() {
        lab.functions.when("gate", payload -> "{\"hookStatus\":\"SUCCEEDED\"}");
        lab.serve(blueGreen("gate", allStages()));

        lab.deploy("shop:2");
        lab.untilDeployment(ServiceDeploymentStatus.SUCCESSFUL);

        assertThat(lab.functions.calls("gate")).extracting(call -> call.get("lifecycleStage").asText())
                .containsExactly(STAGES);
    }

    @Test
    void theReportedStagesFollowAwssOrder() {
        lab.serve(blueGreen());
        lab.deploy("shop:2");

        var seen = new ArrayList<String>();
        lab.until(() -> {
            var stage = lab.deployment().lifecycleStageAsString();
            if (stage != null && (seen.isEmpty() || !seen.getLast().equals(stage))) {
                seen.add(stage);
            }
            return lab.deployment().status() == ServiceDeploymentStatus.SUCCESSFUL;
        });

        assertThat(seen).startsWith("SCALE_UP").endsWith("PRODUCTION_TRAFFIC_SHIFT", "BAKE_TIME", "CLEAN_UP");
    }

    @Test
    void theFirstDeploymentOfAServiceAsksHooksTooAndHasNoSource() {
        lab.functions.when("gate", payload -> "{\"hookStatus\":\"IN_PROGRESS\"}");
        lab.ecs.createService(request -> request.cluster(CLUSTER)
                .serviceName("shop")
                .taskDefinition("shop:1")
                .desiredCount(2)
                .deploymentConfiguration(blueGreen("gate", DeploymentLifecycleHookStage.PRE_SCALE_UP)));

        lab.untilStage("PRE_SCALE_UP");
        lab.time.advance(Duration.ofMinutes(5));

        assertThat(lab.functions.calls("gate")).isNotEmpty();
        assertThat(lab.deployment().sourceServiceRevisions()).isEmpty();
        assertThat(lab.containers.started()).isEmpty();
    }

    @Test
    void noNewTaskStartsBeforePreScaleUpHasSucceeded() {
        lab.functions.when("gate", payload -> "{\"hookStatus\":\"SUCCEEDED\"}");
        lab.serve(blueGreen("gate", DeploymentLifecycleHookStage.PRE_SCALE_UP));
        lab.functions.when("gate", payload -> "{\"hookStatus\":\"IN_PROGRESS\"}");

        lab.deploy("shop:2");
        lab.time.advance(Duration.ofHours(2));

        assertThat(lab.containers.executing("shop:2")).isEmpty();
        assertThat(lab.containers.executing("shop:1")).hasSize(2);
    }

    @Test
    void productionTrafficMovesAfterTheNewTasksAreHealthyAndOldOnesStayForTheBakeTime() {
        lab.serve(blueGreen());
        lab.deploy("shop:2");
        var target = lab.deployment().targetServiceRevision().arn();

        lab.untilStage("PRODUCTION_TRAFFIC_SHIFT");
        assertThat(lab.containers.executing("shop:2")).hasSize(2);
        lab.untilStage("BAKE_TIME");
        assertThat(lab.traffic).containsEntry(target, 100.0);
        assertThat(lab.containers.executing("shop:1")).hasSize(2);
        assertThat(lab.untilStage("CLEAN_UP")).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void itIsSuccessfulWhileOldTasksStillExecute() {
        lab.containers.stubborn("shop:1");
        lab.serve(blueGreen());
        lab.deploy("shop:2");

        lab.untilDeployment(ServiceDeploymentStatus.SUCCESSFUL);

        assertThat(lab.containers.executing("shop:1")).hasSize(2);
        assertThat(lab.service().runningCount()).isEqualTo(2);
        assertThat(lab.service().deployments()).hasSize(1);
        assertThat(lab.tasks(DesiredStatus.RUNNING)).hasSize(2)
                .allSatisfy(task -> assertThat(task.taskDefinitionArn()).endsWith("shop:2"));
        assertThat(lab.tasks(DesiredStatus.STOPPED)).hasSize(2)
                .allSatisfy(task -> assertThat(task.lastStatus()).isEqualTo("DEACTIVATING"));

        lab.time.advance(Duration.ofSeconds(301));
        assertThat(lab.tasks(DesiredStatus.STOPPED)).extracting(task -> task.lastStatus()).containsOnly("STOPPING");
        assertThat(lab.containers.executing("shop:1")).hasSize(2);
        lab.time.advance(Duration.ofSeconds(30));
        assertThat(lab.containers.executing("shop:1")).isEmpty();
    }

    @Test
    void itCanBeToldToWaitUntilOldTasksAreStopped() {
        var patient = new Laboratory(EcsBehaviour.standard().withSuccessAfterStopped());
        patient.serve(blueGreen());
        patient.deploy("shop:2");

        patient.untilDeployment(ServiceDeploymentStatus.SUCCESSFUL);

        assertThat(patient.tasks(DesiredStatus.STOPPED)).extracting(task -> task.lastStatus()).containsOnly("STOPPED");
    }

    @Test
    void tasksAreTiedToTheirRevisionByStartedBy() {
        lab.serve(blueGreen());

        var revision = lab.deployment().targetServiceRevision().arn();

        assertThat(lab.tasks(DesiredStatus.RUNNING)).hasSize(2).allSatisfy(task -> {
            assertThat(task.startedBy()).isEqualTo("ecs-svc/" + Arns.lastSegment(revision));
            assertThat(task.group()).isEqualTo("service:shop");
        });
    }

    @Test
    void theTaskCountsOfAnEndedDeploymentAreASnapshot() {
        lab.serve(blueGreen());
        var first = lab.deployment().serviceDeploymentArn();
        lab.deploy("shop:2");
        lab.untilDeployment(ServiceDeploymentStatus.SUCCESSFUL);

        var before = lab.ecs.describeServiceDeployments(request -> request.serviceDeploymentArns(first));

        assertThat(before.serviceDeployments().getFirst().targetServiceRevision().runningTaskCount()).isEqualTo(2);
    }

    @Test
    void linearTrafficMovesInEqualStepsWithAHookBeforeEach() {
        lab.functions.when("gate", payload -> "{\"hookStatus\":\"SUCCEEDED\"}");
        var linear = blueGreen("gate", DeploymentLifecycleHookStage.PRODUCTION_TRAFFIC_SHIFT).toBuilder()
                .strategy(DeploymentStrategy.LINEAR)
                .linearConfiguration(steps -> steps.stepPercent(25.0).stepBakeTimeInMinutes(5))
                .build();
        lab.serve(linear);

        lab.deploy("shop:2");
        lab.untilDeployment(ServiceDeploymentStatus.SUCCESSFUL);

        var target = lab.deployment().targetServiceRevision().arn();
        assertThat(lab.functions.calls("gate"))
                .extracting(call -> call.at("/executionDetails/productionTrafficWeights").get(target).asDouble())
                .containsExactly(25.0, 50.0, 75.0, 100.0);
    }

    @Test
    void aRollingDeploymentReportsNoStage() {
        lab.functions.when("gate", payload -> "{\"hookStatus\":\"SUCCEEDED\"}");
        lab.serve(blueGreen("gate", DeploymentLifecycleHookStage.PRE_SCALE_UP).toBuilder()
                .strategy(DeploymentStrategy.ROLLING)
                .build());

        lab.deploy("shop:2");
        lab.untilDeployment(ServiceDeploymentStatus.SUCCESSFUL);

        assertThat(lab.functions.calls("gate")).hasSize(1);
        assertThat(lab.deployment().lifecycleStageAsString()).isNull();
        assertThat(lab.tasks(DesiredStatus.RUNNING)).hasSize(2)
                .allSatisfy(task -> assertThat(task.taskDefinitionArn()).endsWith("shop:2"));
    }

    @Test
    void changingTheConfigurationOrTheCountDeploysNothing() {
        lab.serve(blueGreen());

        lab.ecs.updateService(request -> request.cluster(CLUSTER)
                .service("shop")
                .desiredCount(3)
                .deploymentConfiguration(blueGreen().toBuilder().bakeTimeInMinutes(1).build()));
        lab.until(() -> lab.service().runningCount() == 3);

        assertThat(lab.deployments()).hasSize(1);
        assertThat(List.of(lab.traffic.values().iterator().next()).getFirst()).isCloseTo(100.0, within(0.01));
    }
}
