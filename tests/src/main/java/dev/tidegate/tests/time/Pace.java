package dev.tidegate.tests.time;

import java.time.Duration;
import java.util.Optional;

/**
 * How long the control plane takes for what it does. Durations that a user configures at AWS (bake time, termination wait,
 * the delay until a hook is asked again) are taken from the configuration unless overridden here: AWS counts them in
 * minutes, a rehearsal on a laptop in fractions of a second.
 *
 * @param reaction from being asked to do something until the control plane begins
 * @param provisioning a task in PROVISIONING
 * @param pulling a task in PENDING, while its images are pulled
 * @param activating a task in ACTIVATING
 * @param deregistration a task in DEACTIVATING: the target group's deregistration delay
 * @param deprovisioning a task in DEPROVISIONING
 * @param trafficShift one change of the listener's weights
 * @param bake instead of the bake time between traffic shift and clean-up
 * @param stepBake instead of the wait between two steps of a linear or canary shift
 * @param terminationWait instead of CodeDeploy's wait before it terminates the original task set
 * @param callBack instead of the delay an ECS lifecycle hook asks for
 * @param ecsStageLimit how long a stage of an ECS deployment may take, and its hooks may answer IN_PROGRESS
 * @param codeDeployHookLimit how long CodeDeploy waits for a hook's status
 * @param installLimit how long CodeDeploy waits for the replacement task set
 * @param stoppedTaskMemory how long stopped tasks can still be described
 */
public record Pace(Duration reaction, Duration provisioning, Duration pulling, Duration activating,
        Duration deregistration, Duration deprovisioning, Duration trafficShift, Optional<Duration> bake,
        Optional<Duration> stepBake, Optional<Duration> terminationWait, Optional<Duration> callBack,
        Duration ecsStageLimit, Duration codeDeployHookLimit, Duration installLimit, Duration stoppedTaskMemory) {
    /**
     * About what Fargate behind an Application Load Balancer with default settings takes; everything that can be configured
     * is taken from the configuration. Limits are AWS's: 24 hours for a stage of an ECS deployment, one hour for a CodeDeploy hook and for
     * the replacement task set, one hour of memory for stopped tasks.
     */
    public static Pace aws() {
        return new Pace(Duration.ofSeconds(2), Duration.ofSeconds(8), Duration.ofSeconds(12), Duration.ofSeconds(2),
                Duration.ofSeconds(300), Duration.ofSeconds(10), Duration.ofSeconds(10), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Duration.ofHours(24), Duration.ofHours(1),
                Duration.ofHours(1), Duration.ofHours(1));
    }

    /** A deployment in a few seconds of real time, in the same order of events. */
    public static Pace rehearsal() {
        return new Pace(Duration.ofMillis(50), Duration.ofMillis(150), Duration.ofMillis(150), Duration.ofMillis(100),
                Duration.ofSeconds(1), Duration.ofMillis(200), Duration.ofMillis(300), Optional.of(Duration.ofSeconds(
                        2)),
                Optional.of(Duration.ofMillis(500)), Optional.of(Duration.ofSeconds(2)),
                Optional.of(Duration.ofMillis(500)), Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMinutes(
                        5),
                Duration.ofHours(1));
    }

    public Pace withDeregistration(Duration delay) {
        return new Pace(reaction, provisioning, pulling, activating, delay, deprovisioning, trafficShift, bake,
                stepBake,
                terminationWait, callBack, ecsStageLimit, codeDeployHookLimit, installLimit, stoppedTaskMemory);
    }

    public Pace withBake(Duration wait) {
        return new Pace(reaction, provisioning, pulling, activating, deregistration, deprovisioning, trafficShift,
                Optional.of(wait), stepBake, terminationWait, callBack, ecsStageLimit, codeDeployHookLimit,
                installLimit,
                stoppedTaskMemory);
    }

    public Pace withTerminationWait(Duration wait) {
        return new Pace(reaction, provisioning, pulling, activating, deregistration, deprovisioning, trafficShift, bake,
                stepBake, Optional.of(wait), callBack, ecsStageLimit, codeDeployHookLimit, installLimit,
                stoppedTaskMemory);
    }

    /** Bakes and waits to terminate as long as the deployment's configuration says. */
    public Pace withConfiguredWaits() {
        return new Pace(reaction, provisioning, pulling, activating, deregistration, deprovisioning, trafficShift,
                Optional.empty(), stepBake, Optional.empty(), callBack, ecsStageLimit, codeDeployHookLimit,
                installLimit,
                stoppedTaskMemory);
    }

    public Pace withCallBack(Duration delay) {
        return new Pace(reaction, provisioning, pulling, activating, deregistration, deprovisioning, trafficShift, bake,
                stepBake, terminationWait, Optional.of(delay), ecsStageLimit, codeDeployHookLimit, installLimit,
                stoppedTaskMemory);
    }

    public Pace withHookLimits(Duration ecs, Duration codeDeploy) {
        return new Pace(reaction, provisioning, pulling, activating, deregistration, deprovisioning, trafficShift, bake,
                stepBake, terminationWait, callBack, ecs, codeDeploy, installLimit, stoppedTaskMemory);
    }
}
