package dev.tidegate.task.migration;

import java.time.Duration;
import java.time.Instant;

/** Why a migration runs now, later or not at all. */
public sealed interface Reason {
    /** Its mark says so. */
    record ItsMark(MarkedPhase phase) implements Reason {}

    /** The database is new: everything runs in version order, whatever the marks say. */
    record FreshDatabase() implements Reason {}

    /** The old code is gone and its delay has passed. */
    record Drained(MarkedPhase phase) implements Reason {}

    /** It depends on a migration that runs after traffic. */
    record DependsOnLater(MarkedPhase phase, Migration on) implements Reason {}

    /** It depends on a migration that is blocked. */
    record DependsOnBlocked(MarkedPhase phase, Migration on) implements Reason {}

    /** Its delay since the drain ends only then. */
    record DelayEnds(Duration delay, Instant at) implements Reason {}

    /** It depends on a migration whose time has not come. */
    record DependsOnNotYet(Migration on) implements Reason {}

    /** Sessions of older code are open in the database. */
    record OlderSessions(int count, String first) implements Reason {}
}
