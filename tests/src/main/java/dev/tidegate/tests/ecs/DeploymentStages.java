package dev.tidegate.tests.ecs;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.tidegate.tests.time.Sequence.Step;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/** What happens in each stage of a deployment by ECS. */
final class DeploymentStages {
    private final ControlPlane plane;
    private final NativeDeployment deployment;
    private final EcsService service;

    DeploymentStages(ControlPlane plane, NativeDeployment deployment) {
        this.plane = plane;
        this.deployment = deployment;
        this.service = deployment.service();
    }

    /** A stage in which nothing happens but hooks; their weights are empty. */
    Step hooks(String stage) {
        return done -> {
            deployment.enter(stage);
            ask(stage, Map.of(), Map.of(), done);
        };
    }

    Step scaleUp() {
        return done -> {
            deployment.enter("SCALE_UP");
            launchTarget(done);
        };
    }

    private void launchTarget(Runnable done) {
        var target = deployment.target();
        plane.note("scaling up " + target.label());
        target.fleet().scaleTo(service.desiredCount());
        var limit = plane.world.time()
                .after(plane.world.pace().ecsStageLimit(),
                        deployment.guard(() -> deployment.rollBack("SCALE_UP: tasks did not become healthy in time")));
        target.fleet().when(target.fleet()::steady, deployment.guard(() -> {
            limit.cancel();
            done.run();
        }));
        if (circuitBreaker()) {
            target.fleet()
                    .when(() -> target.fleet().failures() >= plane.behaviour().breakerThreshold(),
                            deployment.guard(() -> deployment
                                    .rollBack("ECS deployment circuit breaker: tasks failed to start.")));
        }
    }

    private boolean circuitBreaker() {
        DeploymentCircuitBreaker breaker = deployment.configuration().deploymentCircuitBreaker();
        return breaker != null && Boolean.TRUE.equals(breaker.enable());
    }

    Step testTraffic(Revision to) {
        return done -> {
            deployment.enter("TEST_TRAFFIC_SHIFT");
            deployment.revisions().forEach(revision -> revision.weigh(revision.productionWeight(), weightOf(revision,
                    to)));
            Map<String, Double> weights = service.balanced() ? weights(to, 100.0) : Map.of();
            after(shiftTime(), () -> ask("TEST_TRAFFIC_SHIFT", weights, Map.of(), done));
        };
    }

    boolean testTrafficMoved() {
        return deployment.target().summary().requestedTestTrafficWeight() > 0;
    }

    /**
     * Before every step of the shift, with the weights as they are. The stages that DescribeServiceDeployments knows do not
     * include this one, so the stage it shows stays what it was.
     */
    Step beforeShift() {
        return done -> ask("PRE_PRODUCTION_TRAFFIC_SHIFT", Map.of(), currentWeights(), done);
    }

    Step shift(Revision to, double percent) {
        return done -> {
            deployment.enter("PRODUCTION_TRAFFIC_SHIFT");
            moveTraffic(to, percent);
            after(shiftTime(), () -> ask("PRODUCTION_TRAFFIC_SHIFT", Map.of(), currentWeights(), done));
        };
    }

    private void moveTraffic(Revision to, double percent) {
        // Whoever has most of the traffic now keeps what does not move.
        var from = deployment.revisions()
                .stream()
                .filter(revision -> revision != to)
                .max((one, other) -> Double.compare(one.productionWeight(), other.productionWeight()));
        deployment.revisions().forEach(revision -> revision.weigh(0, weightOf(revision, to)));
        from.ifPresent(revision -> revision.weigh(100.0 - percent, weightOf(revision, to)));
        to.weigh(from.isPresent() ? percent : 100.0, weightOf(to, to));
        if (service.balanced()) {
            plane.world.loadBalancer().shift(service.arn(), currentWeights());
            plane.note("traffic " + TrafficSteps.text(to.productionWeight()) + " to " + to.label());
        }
    }

    private static double weightOf(Revision revision, Revision to) {
        return revision == to ? 100.0 : 0.0;
    }

    Step stepBake(Duration configured) {
        return done -> after(plane.world.pace().stepBake().orElse(configured), done);
    }

    Step bake() {
        return done -> {
            deployment.enter("BAKE_TIME");
            plane.note("bake time");
            after(bakeTime(), done);
        };
    }

    private Duration bakeTime() {
        var configured = deployment.configuration().bakeTimeInMinutes();
        return plane.world.pace().bake().orElse(Duration.ofMinutes(configured == null ? 0 : configured));
    }

    Step cleanUp(Collection<Revision> leaving) {
        return done -> {
            deployment.enter("CLEAN_UP");
            leaving.forEach(revision -> revision.fleet().scaleTo(0));
            whenDown(List.copyOf(leaving), done);
        };
    }

    private void whenDown(List<Revision> leaving, Runnable done) {
        if (leaving.isEmpty()) {
            after(plane.world.pace().reaction(), done);
            return;
        }
        var fleet = leaving.getFirst().fleet();
        fleet.when(plane.behaviour().successAfterStopped() ? fleet::gone : fleet::scaledDown,
                deployment.guard(() -> whenDown(leaving.subList(1, leaving.size()), done)));
    }

    /** The revision to go back to gets its tasks again where the clean-up had begun to stop them. */
    Step restore(Revision revision) {
        return done -> {
            revision.fleet().scaleTo(service.desiredCount());
            revision.fleet().when(revision.fleet()::steady, deployment.guard(done));
        };
    }

    /** New tasks join the old ones in serving before those go, as with a maximum of 200 percent. */
    Step replaceTasks() {
        return done -> launchTarget(() -> {
            var target = deployment.target();
            moveTraffic(target, deployment.sources().isEmpty() ? 100.0 : 50.0);
            after(bakeTime(), () -> {
                moveTraffic(target, 100.0);
                deployment.sources().forEach(revision -> revision.fleet().scaleTo(0));
                whenDown(deployment.sources(), deployment::succeed);
            });
        });
    }

    private void ask(String stage, Map<String, Double> test, Map<String, Double> production, Runnable done) {
        var about = new HookStage(stage, deployment.arn(), service.arn(), deployment.target().arn(), test, production);
        deployment.hooks().ask(about, deployment.guard(done), this::hookFailed);
    }

    private void hookFailed(String why) {
        if (deployment.view().status() == ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS) {
            deployment.rollbackFailed(why);
        } else {
            deployment.rollBack(why);
        }
    }

    private Map<String, Double> currentWeights() {
        var weights = new LinkedHashMap<String, Double>();
        if (service.balanced()) {
            deployment.revisions().forEach(revision -> weights.put(revision.arn(), revision.productionWeight()));
        }
        return weights;
    }

    private Map<String, Double> weights(Revision to, double percent) {
        var weights = new LinkedHashMap<String, Double>();
        deployment.revisions().forEach(revision -> weights.put(revision.arn(), revision == to ? percent : 0.0));
        return weights;
    }

    private Duration shiftTime() {
        return service.balanced() ? plane.world.pace().trafficShift() : Duration.ZERO;
    }

    private void after(Duration delay, Runnable action) {
        plane.world.time().after(delay, deployment.guard(action));
    }
}
