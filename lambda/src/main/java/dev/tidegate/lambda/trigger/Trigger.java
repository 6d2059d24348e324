package dev.tidegate.lambda.trigger;

import dev.tidegate.lambda.release.ReleaseId;
import dev.tidegate.lambda.release.TaskKey;
import java.util.Optional;

/** What woke the function. Only ever a reason to look: what is true is read from AWS. */
public sealed interface Trigger {
    /**
     * ECS asks, during a deployment it controls, whether to go on. The answer is what the function returns.
     *
     * @param stage such as {@code PRE_SCALE_UP}
     * @param serviceDeployment ARN
     * @param service ARN
     * @param targetRevision ARN
     */
    record NativeHook(String stage, String serviceDeployment, String service, String targetRevision)
            implements
                Trigger {}

    /** CodeDeploy asks, without saying at which lifecycle event; it is answered by a call of its API. */
    record CodeDeployHook(String deploymentId, String executionId) implements Trigger {}

    /** A task has changed. @param key set when it is one of our migration tasks */
    record TaskChanged(String task, Optional<TaskKey> key) implements Trigger {}

    /** A deployment that ECS controls has begun or ended. @param service ARN */
    record DeploymentChanged(String service) implements Trigger {}

    /** A CodeDeploy deployment has begun or ended. */
    record CodeDeployChanged(String deploymentId) implements Trigger {}

    /** A minute has passed. */
    record Sweep() implements Trigger {}

    /**
     * Somebody announces a deployment that they are going to make when the pre-traffic phase is done.
     *
     * @param database the entry of the settings
     * @param taskDefinition the new task definition, ARN or {@code family:revision}
     * @param id names the release; empty to derive it, so that the same announcement twice is one release
     */
    record Start(String database, String taskDefinition, Optional<ReleaseId> id) implements Trigger {}

    /** Somebody asks what is recorded of a release. */
    record Status(ReleaseId release) implements Trigger {}

    /** Somebody asks what a release waits for; it is looked at anew. */
    record Explain(ReleaseId release) implements Trigger {}
}
