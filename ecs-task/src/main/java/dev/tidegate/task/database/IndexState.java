package dev.tidegate.task.database;

/** What is there where an index is to be. */
public enum IndexState {
    /** Nothing. */
    ABSENT,
    /** What a failed or a running CREATE INDEX CONCURRENTLY leaves: writes maintain it, reads do not use it. */
    INVALID,
    /** An index as the statement describes it. */
    AS_DESCRIBED,
    /** An index of that name that does not read like the statement. */
    DIFFERENT
}
