package dev.tidegate.lambda.trigger;

import dev.tidegate.lambda.release.Caller;
import dev.tidegate.lambda.release.ReleaseId;
import dev.tidegate.lambda.release.TaskKey;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What woke the function. Only ever a reason to look: what is true is read from AWS. */
public sealed interface Trigger {
    /**
     * ECS asks, during a deployment it controls, whether to go on. The answer is what the function returns.
     *
     * @param stage such as {@code PRE_SCALE_UP}
     * @param serviceDeployment ARN
     * @param service ARN
     * @param targetRevision ARN
     * @param waitingSince when it first asked, as an earlier answer of ours has asked it to tell; empty when none has
     */
    record NativeHook(String stage, String serviceDeployment, String service, String targetRevision,
            Optional<Instant> waitingSince) implements Trigger {
        /** One that asks for the first time, or of a release that is recorded. */
        public NativeHook(String stage, String serviceDeployment, String service, String targetRevision) {
            this(stage, serviceDeployment, service, targetRevision, Optional.empty());
        }
    }

    /** CodeDeploy asks, without saying at which lifecycle event; it is answered by a call of its API. */
    record CodeDeployHook(String deploymentId, String executionId) implements Trigger {}

    /**
     * A task has changed.
     *
     * @param key set when it is one of our migration tasks
     */
    record TaskChanged(String task, Optional<TaskKey> key) implements Trigger {}

    /** A deployment that ECS controls has begun or ended. @param service ARN */
    record DeploymentChanged(String service) implements Trigger {}

    /** A CodeDeploy deployment has begun or ended. */
    record CodeDeployChanged(String deploymentId, String application, String deploymentGroup) implements Trigger {}

    /** A minute has passed. */
    record Sweep() implements Trigger {}

    /** A person or a tool asks directly, and is told in the answer. */
    sealed interface Command extends Trigger {
        /** Who says to have asked; empty when they do not say. */
        Optional<String> by();

        /** The release or the database that it is about. */
        String about();

        /** The Step Functions state that waits for what is asked. */
        default Optional<Caller> waiting() {
            return Optional.empty();
        }
    }

    /** A command about one release. */
    sealed interface AboutOne extends Command {
        ReleaseId release();

        @Override
        default String about() {
            return "release " + release();
        }
    }

    /**
     * Somebody announces a deployment that they are going to make when the pre-traffic phase is done.
     *
     * @param database the entry of the settings
     * @param service which of its services, by name; empty when there is only one
     * @param taskDefinition the new task definition, ARN or {@code family:revision}
     * @param id names the release; empty to derive it, so that the same announcement twice is one release
     * @param caller a Step Functions state that waits for the end of the phase
     */
    record Start(String database, Optional<String> service, String taskDefinition, Optional<ReleaseId> id,
            Optional<Caller> caller, Optional<String> by)
            implements
                Command {
        @Override
        public String about() {
            return "database " + database + ", " + taskDefinition;
        }

        @Override
        public Optional<Caller> waiting() {
            return caller;
        }
    }

    /** A Step Functions state waits for the end of a phase. */
    record Await(ReleaseId release, Caller caller, Optional<String> by) implements AboutOne {
        @Override
        public Optional<Caller> waiting() {
            return Optional.of(caller);
        }
    }

    /** Somebody asks for the newest releases. @param database the entry of the settings; empty for all */
    record ListReleases(Optional<String> database, Optional<String> by) implements Command {
        @Override
        public String about() {
            return database.map(name -> "database " + name).orElse("every database");
        }
    }

    /** Somebody asks what is recorded of a release. */
    record Status(ReleaseId release, Optional<String> by) implements AboutOne {}

    /** Somebody asks what a release waits for; it is looked at anew. */
    record Explain(ReleaseId release, Optional<String> by) implements AboutOne {}

    /** Somebody wants a failed post-traffic phase to be tried again, or a waiting one at once. */
    record Retry(ReleaseId release, Optional<String> by) implements AboutOne {}

    /** Somebody wants a release to end without going on. */
    record Cancel(ReleaseId release, Optional<String> by) implements AboutOne {}

    /** Somebody says that tasks have ended which ECS had given up. @param tasks ARNs */
    record Ended(ReleaseId release, Set<String> tasks, Optional<String> by) implements AboutOne {
        public Ended {
            tasks = Set.copyOf(tasks);
        }
    }

    /** Somebody approves the post-traffic phase. */
    record Approve(ReleaseId release, Optional<String> by) implements AboutOne {}
}
