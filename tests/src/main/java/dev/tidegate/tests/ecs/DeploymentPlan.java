package dev.tidegate.tests.ecs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.tidegate.tests.time.Sequence;
import dev.tidegate.tests.time.Sequence.Step;
import software.amazon.awssdk.services.ecs.model.CanaryConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.LinearConfiguration;

/**
 * Which stages a deployment goes through, in AWS's order:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-how-it-works.html.
 */
final class DeploymentPlan {
    private DeploymentPlan() {}

    static Sequence forward(NativeDeployment deployment, DeploymentStages stages) {
        var steps = deployment.configuration().strategy() == DeploymentStrategy.ROLLING ? rolling(stages)
                : blueGreen(deployment, stages);
        return new Sequence(steps);
    }

    /** There is no hook at or after CLEAN_UP: nobody is asked or told when the old code is gone. */
    private static List<Step> blueGreen(NativeDeployment deployment, DeploymentStages stages) {
        var steps = new ArrayList<Step>();
        if (deployment.sources().size() > 1) {
            steps.add(stages.hooks("RECONCILE_SERVICE"));
        }
        steps.add(stages.hooks("PRE_SCALE_UP"));
        steps.add(stages.scaleUp());
        steps.add(stages.hooks("POST_SCALE_UP"));
        steps.add(stages.testTraffic(deployment.target()));
        steps.add(stages.hooks("POST_TEST_TRAFFIC_SHIFT"));
        var traffic = traffic(deployment.configuration());
        for (var percent : traffic.percents()) {
            steps.add(stages.beforeShift());
            steps.add(stages.shift(deployment.target(), percent));
            if (percent < 100.0) {
                steps.add(stages.stepBake(traffic.between()));
            }
        }
        steps.add(stages.hooks("POST_PRODUCTION_TRAFFIC_SHIFT"));
        steps.add(stages.bake());
        steps.add(stages.cleanUp(deployment.sources()));
        steps.add(done -> deployment.succeed());
        return steps;
    }

    /** A rolling deployment reports no lifecycle stage, and PRE_SCALE_UP is the hook it shares with blue/green. */
    private static List<Step> rolling(DeploymentStages stages) {
        return List.of(stages.hooks("PRE_SCALE_UP"), stages.replaceTasks());
    }

    /**
     * Back to the last revision that was deployed successfully. Hooks of the traffic shifts are asked again; there is no stage
     * of its own. Without such a revision the tasks of the failed one are stopped and the rollback counts as failed, because
     * AWS has no status for a first deployment that failed.
     */
    static Sequence back(NativeDeployment deployment, DeploymentStages stages, Optional<Revision> candidate) {
        var steps = new ArrayList<Step>();
        var leaving = new ArrayList<>(deployment.revisions());
        candidate.ifPresent(revision -> {
            leaving.remove(revision);
            steps.add(stages.restore(revision));
            if (stages.testTrafficMoved()) {
                steps.add(stages.testTraffic(revision));
            }
            if (revision.productionWeight() < 100.0) {
                steps.add(stages.shift(revision, 100.0));
            }
        });
        steps.add(stages.cleanUp(leaving));
        steps.add(done -> candidate.ifPresentOrElse(deployment::rolledBack,
                () -> deployment.rollbackFailed("No rollback candidate was found to run the rollback.")));
        return new Sequence(steps);
    }

    private static TrafficSteps traffic(DeploymentConfiguration configuration) {
        return switch (configuration.strategy()) {
            case LINEAR -> linear(Optional.ofNullable(configuration.linearConfiguration())
                    .orElse(LinearConfiguration.builder().build()));
            case CANARY -> canary(Optional.ofNullable(configuration.canaryConfiguration())
                    .orElse(CanaryConfiguration.builder().build()));
            case BLUE_GREEN, ROLLING, UNKNOWN_TO_SDK_VERSION -> TrafficSteps.allAtOnce();
        };
    }

    private static TrafficSteps linear(LinearConfiguration linear) {
        return TrafficSteps.linear(Objects.requireNonNullElse(linear.stepPercent(), 10.0),
                Duration.ofMinutes(Objects.requireNonNullElse(linear.stepBakeTimeInMinutes(), 6)));
    }

    private static TrafficSteps canary(CanaryConfiguration canary) {
        return TrafficSteps.canary(Objects.requireNonNullElse(canary.canaryPercent(), 5.0),
                Duration.ofMinutes(Objects.requireNonNullElse(canary.canaryBakeTimeInMinutes(), 10)));
    }
}
