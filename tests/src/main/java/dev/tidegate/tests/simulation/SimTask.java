package dev.tidegate.tests.simulation;

import dev.tidegate.lambda.drain.TaskSighting;

/**
 * A task of a consumer. Told to stop, it goes on executing: for the deregistration delay (DEACTIVATING), then until its
 * container has heeded SIGTERM or is killed (STOPPING). Its status follows from the time alone. One whose instance is
 * deregistered by force is called STOPPED at once and goes on executing.
 */
final class SimTask {
    final String arn;
    final String startedBy;
    final String taskDefinition;
    final int version;
    final long createdAt;
    /** Until then the scale-in protection keeps it from being told to stop. */
    final long protectedUntil;
    private final long listedAfter;
    private final long startup;
    private final long deactivating;
    private final long stopping;
    private final long deprovisioning;
    private long toldToStopAt = Spans.NEVER;
    private boolean endsByItself;
    /** Whether it is not told to stop in its time, but given up. */
    final boolean isGivenUp;
    private final Chance fate;
    private long orphanedAt = Spans.NEVER;
    private long orphanEndsAt = Spans.NEVER;

    SimTask(String arn, Revision revision, long createdAt, long protectedFor, boolean inService, Chance chance) {
        this.arn = arn;
        this.startedBy = revision.startedBy();
        this.taskDefinition = revision.taskDefinition();
        this.version = revision.version();
        this.createdAt = createdAt;
        protectedUntil = createdAt + protectedFor;
        listedAfter = chance.in(0.4) ? chance.between(0, 15 * Spans.SECOND) : 0;
        startup = chance.between(5, 90) * Spans.SECOND;
        deactivating = inService ? chance.between(0, chance.in(0.1) ? 1800 : 300) * Spans.SECOND : 0;
        stopping = chance.between(0, 120) * Spans.SECOND;
        deprovisioning = chance.between(1, 60) * Spans.SECOND;
        fate = chance.fork(3);
        isGivenUp = inService && fate.in(0.01);
    }

    void tellToStop(long at) {
        toldToStopAt = Math.min(toldToStopAt, at);
    }

    void endsAt(long at) {
        toldToStopAt = at;
        endsByItself = true;
    }

    long toldToStopAt() {
        return toldToStopAt;
    }

    /** Its instance is deregistered by force. @param longest how long the instance may live on */
    void orphan(long at, long longest) {
        orphanedAt = at;
        orphanEndsAt = at + fate.between(Spans.MINUTE, longest);
    }

    boolean isOrphaned(long asOf) {
        return asOf >= orphanedAt;
    }

    private long containerEndsAt() {
        return orphanedAt != Spans.NEVER ? orphanEndsAt
                : endsByItself ? toldToStopAt : toldToStopAt + deactivating + stopping;
    }

    long stoppedAt() {
        return orphanedAt != Spans.NEVER ? orphanedAt : containerEndsAt() + deprovisioning;
    }

    /** The truth: it executes its code, or will. */
    boolean mayExecute(long now) {
        return createdAt <= now && now < containerEndsAt();
    }

    /** Whether ECS still lists it: new ones not at once, stopped ones for an hour. */
    boolean isListed(long asOf) {
        return createdAt + listedAfter <= asOf && asOf < stoppedAt() + Spans.HOUR;
    }

    /** Whether its image has been pulled, so that ECS knows the digest. */
    boolean isPulled(long asOf) {
        return asOf >= createdAt + startup;
    }

    boolean isToldToStop(long asOf) {
        return asOf >= toldToStopAt || isOrphaned(asOf);
    }

    String status(long asOf) {
        if (isOrphaned(asOf)) {
            return TaskSighting.ORPHANED;
        }
        if (asOf >= stoppedAt()) {
            return "STOPPED";
        }
        if (asOf >= containerEndsAt()) {
            return "DEPROVISIONING";
        }
        if (asOf >= toldToStopAt) {
            return asOf < toldToStopAt + deactivating ? "DEACTIVATING" : "STOPPING";
        }
        return isPulled(asOf) ? "RUNNING" : "PENDING";
    }
}
