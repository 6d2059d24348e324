package dev.tidegate.lambda.release;

import java.util.Optional;

/** The deployment that a release belongs to, as far as the first wake-up names it. */
public sealed interface Deployment {
    /**
     * A deployment that ECS itself controls.
     *
     * @param serviceDeployment ARN of the service deployment
     * @param service ARN of the service
     * @param targetRevision ARN of the service revision being deployed
     */
    record Native(String serviceDeployment, String service, String targetRevision) implements Deployment {}

    /**
     * A blue/green deployment that CodeDeploy controls.
     *
     * @param deploymentId such as {@code d-ABC123DEF}
     */
    record CodeDeploy(String deploymentId) implements Deployment {}

    /**
     * A deployment by ECS that somebody has told us of before it exists. It is the first one of the service that is
     * created after the release was opened and whose target runs the task definition.
     *
     * @param database the entry of the settings that names the service
     * @param service by name; empty when the entry has only one
     * @param taskDefinition the service's new task definition, {@code family:revision}
     */
    record Announced(String database, Optional<String> service, String taskDefinition) implements Deployment {
        /** Whether both announce the same: by name or ARN, and with or without a service that goes without saying. */
        public boolean isThatOf(Announced other) {
            return database.equals(other.database) && version().equals(other.version())
                    && (service.isEmpty() || other.service.isEmpty() || service.equals(other.service));
        }

        /** Of the task definition, {@code family:revision}. */
        public String version() {
            return taskDefinition.substring(taskDefinition.lastIndexOf('/') + 1);
        }
    }
}
