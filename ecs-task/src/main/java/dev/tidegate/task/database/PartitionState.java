package dev.tidegate.task.database;

/** How far a partition has left its table. */
public enum PartitionState {
    /** It belongs to it. */
    ATTACHED,
    /** DETACH PARTITION CONCURRENTLY was interrupted: only FINALIZE brings it to its end. */
    PENDING,
    /** It does not belong to it. */
    DETACHED
}
