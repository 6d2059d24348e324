package dev.tidegate.task.report;

import java.time.Duration;
import java.time.Instant;

import dev.tidegate.task.migration.Durations;
import dev.tidegate.task.migration.MarkedPhase;
import dev.tidegate.task.migration.Migration;
import dev.tidegate.task.migration.Reason;

/** Reasons as people read them. */
final class Reasons {
    private Reasons() {}

    static String text(Reason reason) {
        return switch (reason) {
            case Reason.ItsMark(MarkedPhase phase) -> "marked " + phase.word();
            case Reason.FreshDatabase() -> "the database is new: everything runs in version order";
            case Reason.Drained(MarkedPhase phase) -> "marked " + phase.word() + ", the old code is gone";
            case Reason.DependsOnLater(MarkedPhase phase, Migration on) -> "marked " + phase.word() + but(phase)
                    + "depends on " + on.label() + ", which runs post-traffic";
            case Reason.DependsOnBlocked(MarkedPhase phase, Migration on) ->
                "marked " + phase.word() + but(phase) + "depends on " + on.label() + ", which is blocked";
            case Reason.DelayEnds(Duration delay, Instant at) ->
                "its delay of " + Durations.text(delay) + " since the drain ends at " + at;
            case Reason.OlderSessions(int count, String first) -> SessionMessages.why(count, first);
            case Reason.DependsOnNotYet(Migration on) -> "depends on " + on.label() + ", which is not due yet";
        };
    }

    private static String but(MarkedPhase phase) {
        return phase == MarkedPhase.PRE_TRAFFIC ? ", but " : ", ";
    }
}
