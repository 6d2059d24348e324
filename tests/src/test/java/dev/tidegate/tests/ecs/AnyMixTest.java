package dev.tidegate.tests.ecs;

import static dev.tidegate.tests.ecs.Laboratory.blueGreen;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStage;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

class AnyMixTest {
    private static final List<String> ANSWERS = List.of("{\"hookStatus\":\"SUCCEEDED\"}",
            "{\"hookStatus\":\"IN_PROGRESS\",\"callBackDelay\":45}", "{\"hookStatus\":\"FAILED\"}");
    private static final List<DeploymentStrategy> STRATEGIES = List.of(DeploymentStrategy.BLUE_GREEN,
            DeploymentStrategy.LINEAR, DeploymentStrategy.CANARY, DeploymentStrategy.ROLLING);

    static List<Long> seeds() {
        return new Random(1).longs(60).boxed().toList();
    }

    /** Deploys, rolls back, answers hooks and loses containers at random, then waits for calm. */
    @ParameterizedTest
    @MethodSource("seeds")
    void comesToRestWithOneRevisionThatHasAllTheTrafficAndTasks(long seed) {
        var random = new Random(seed);
        var lab = new Laboratory(random.nextBoolean() ? EcsBehaviour.standard()
                : EcsBehaviour.standard().withSuccessAfterStopped().withHooksTwice());
        lab.functions.when("gate", payload -> ANSWERS.getFirst());
        lab.serve(blueGreen("gate", DeploymentLifecycleHookStage.PRE_SCALE_UP,
                DeploymentLifecycleHookStage.POST_PRODUCTION_TRAFFIC_SHIFT).toBuilder()
                .strategy(STRATEGIES.get(random.nextInt(STRATEGIES.size())))
                .build());
        lab.functions.when("gate", payload -> ANSWERS.get(random.nextInt(ANSWERS.size())));

        for (int i = 0; i < 25; i++) {
            disturb(lab, random);
            lab.time.advance(Duration.ofSeconds(random.nextInt(300)));
        }
        lab.functions.when("gate", payload -> ANSWERS.getFirst());
        lab.time.advance(Duration.ofDays(1));

        assertThat(lab.deployment().status()).isIn(ServiceDeploymentStatus.SUCCESSFUL,
                ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
        var service = lab.service();
        assertThat(service.runningCount()).isEqualTo(2);
        assertThat(service.currentServiceRevisions()).hasSize(1);
        assertThat(lab.traffic).containsEntry(service.currentServiceRevisions().getFirst().arn(), 100.0);
        assertThat(lab.tasks(DesiredStatus.RUNNING)).hasSize(2)
                .allSatisfy(task -> assertThat(task.taskDefinitionArn()).isEqualTo(service.taskDefinition()));
        assertThat(lab.containers.started().stream().filter(container -> !container.ended())).hasSize(2);
    }

    private static void disturb(Laboratory lab, Random random) {
        switch (random.nextInt(4)) {
            case 0 -> lab.deploy("shop:" + (1 + random.nextInt(3)));
            case 1 -> {
                if (lab.deployment().finishedAt() == null) {
                    lab.ecs.stopServiceDeployment(
                            request -> request.serviceDeploymentArn(lab.deployment().serviceDeploymentArn()));
                }
            }
            case 2 -> lab.containers.started()
                    .stream()
                    .filter(container -> !container.ended())
                    .findFirst()
                    .ifPresent(container -> container.exit(1));
            default -> lab.time.advance(Duration.ofMinutes(10));
        }
    }
}
