package dev.tidegate.lambda.drain;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One task as it was described just now.
 *
 * @param task ARN
 * @param revision the task's {@code startedBy}: which task set or service revision it belongs to
 * @param taskDefinition ARN
 * @param codes what it runs, by every identity that was asked for and could be told
 * @param lastStatus in ECS's words, or {@link #ORPHANED}
 * @param stoppingAt when it was told to stop
 * @param stoppedAt when it had stopped
 */
public record TaskSighting(String task, String revision, String taskDefinition, Set<Code> codes,
        String lastStatus, Optional<Instant> stoppingAt, Optional<Instant> stoppedAt) {
    /** What {@link #lastStatus} is called when ECS has given a task up without ending it; see {@link Orphans}. */
    public static final String ORPHANED = "ORPHANED";

    public TaskSighting {
        codes = Set.copyOf(codes);
    }

    /**
     * Whether no container of it can execute any more. DEACTIVATING and STOPPING still run code (deregistration delay,
     * then SIGTERM until the stop timeout); DEPROVISIONING should not, but ECS promises it only of STOPPED.
     */
    public boolean gone() {
        return lastStatus.equals("STOPPED") || lastStatus.equals("DELETED");
    }

    /** Whether ECS has given it up while its containers may go on. */
    public boolean orphaned() {
        return lastStatus.equals(ORPHANED);
    }

    /** The same once its containers have ended. */
    TaskSighting ended() {
        return new TaskSighting(task, revision, taskDefinition, codes, "STOPPED", stoppingAt, stoppedAt);
    }

    /** What it runs by {@code identity}; empty when that cannot be told. */
    Optional<Code> code(CodeIdentity identity) {
        return codes.stream().filter(code -> code.identity().equals(identity)).findFirst();
    }
}
