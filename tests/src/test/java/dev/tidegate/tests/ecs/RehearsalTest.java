package dev.tidegate.tests.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.tidegate.tests.load.LoadBalancer;
import dev.tidegate.tests.time.Pace;
import dev.tidegate.tests.time.RealTime;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStage;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

class RehearsalTest {
    private static final LoadBalancer NOBODY = new LoadBalancer() {
        @Override
        public void register(String serviceArn, String revision, String taskArn, URI endpoint) {}

        @Override
        public void deregister(String taskArn) {}

        @Override
        public void shift(String serviceArn, Map<String, Double> weights) {}
    };

    @Test
    void atTheRehearsalsPaceADeploymentTakesSeconds() {
        var lab = new Laboratory(EcsBehaviour.standard(), Pace.rehearsal());
        lab.serve(Laboratory.blueGreen());
        lab.deploy("shop:2");

        assertThat(lab.untilDeployment(ServiceDeploymentStatus.SUCCESSFUL)).isLessThan(Duration.ofSeconds(5));
        assertThat(lab.containers.executing("shop:1")).isNotEmpty();
    }

    @Test
    void inRealTimeFunctionsAndClientsMayUseAnyThread() throws InterruptedException {
        var journal = new CopyOnWriteArrayList<String>();
        var completed = new CountDownLatch(1);
        try (var time = new RealTime()) {
            var pace = Pace.rehearsal().withBake(Duration.ZERO);
            var world = new World("eu-central-1", time, pace, new ScriptedContainers(),
                    (function, payload) -> CompletableFuture.supplyAsync(
                            () -> "{\"hookStatus\":\"SUCCEEDED\"}".getBytes(StandardCharsets.UTF_8)),
                    NOBODY, (source, detailType, resources, detail) -> {
                        if (detail.path("eventName").asText().equals("SERVICE_DEPLOYMENT_COMPLETED")) {
                            completed.countDown();
                        }
                    }, (actor, what) -> journal.add(what));
            var ecs = new SimulatedEcs(world);
            ecs.createCluster(request -> request.clusterName("prod"));
            ecs.registerTaskDefinition(request -> request.family("shop")
                    .containerDefinitions(List.of(ContainerDefinition.builder().name("app").image("shop:1").build())));
            ecs.createService(request -> request.cluster("prod")
                    .serviceName("shop")
                    .taskDefinition("shop")
                    .deploymentConfiguration(
                            Laboratory.blueGreen("gate", DeploymentLifecycleHookStage.PRE_SCALE_UP)));

            assertThat(completed.await(1, TimeUnit.MINUTES)).isTrue();
            assertThat(time.failures()).isEmpty();
            assertThat(journal).startsWith("deployment of shop:1 started", "hook PRE_SCALE_UP asked",
                    "hook PRE_SCALE_UP answered SUCCEEDED", "scaling up shop:1");
        }
    }
}
