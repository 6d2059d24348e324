package dev.tidegate.lambda.drain;

import java.time.Instant;
import java.util.Optional;

/**
 * One task as it was described just now.
 *
 * @param task ARN
 * @param revision the task's {@code startedBy}: which task set or service revision it belongs to
 * @param taskDefinition ARN
 * @param lastStatus in ECS's words
 * @param stoppingAt when it was told to stop
 * @param stoppedAt when it had stopped
 */
public record TaskSighting(String task, String revision, String taskDefinition, String lastStatus,
        Optional<Instant> stoppingAt, Optional<Instant> stoppedAt) {
    /**
     * Whether no container of it can execute any more. DEACTIVATING and STOPPING still run code (deregistration delay,
     * then SIGTERM until the stop timeout); DEPROVISIONING should not, but ECS promises it only of STOPPED.
     */
    boolean gone() {
        return lastStatus.equals("STOPPED") || lastStatus.equals("DELETED");
    }
}
