package dev.tidegate.task.migration;

/** What the pre-traffic run does when a migration is blocked. */
public enum WhenBlocked {
    /** Runs nothing at all. */
    REFUSE,
    /** Runs what is ready and leaves the blocked ones. */
    SKIP
}
