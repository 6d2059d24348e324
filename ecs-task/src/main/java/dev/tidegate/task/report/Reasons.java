package dev.tidegate.task.report;

import java.time.Duration;
import java.time.Instant;

import dev.tidegate.task.migration.Durations;
import dev.tidegate.task.migration.MarkedPhase;
import dev.tidegate.task.migration.Migration;
import dev.tidegate.task.migration.Reason;

/** Reasons as people read them. */
public final class Reasons {
    private Reasons() {}

    /** In a table or a sentence, without a verb before it. */
    public static String text(Reason reason) {
        return switch (reason) {
            case Reason.ItsMark(MarkedPhase phase) -> "marked " + phase.word();
            case Reason.FreshDatabase() -> "the database is new: everything runs in version order";
            case Reason.Drained(MarkedPhase phase) -> "marked " + phase.word() + ", the old code is gone";
            case Reason.DependsOnLater(MarkedPhase phase, Migration on) -> marked(phase) + beyondMark(reason);
            case Reason.DependsOnBlocked(MarkedPhase phase, Migration on) -> marked(phase) + beyondMark(reason);
            case Reason.DelayEnds ends -> beyondMark(reason);
            case Reason.OlderSessions sessions -> beyondMark(reason);
            case Reason.DependsOnNotYet on -> beyondMark(reason);
        };
    }

    /** What a reader who sees the mark and the phase does not know yet; empty when that is all. */
    static String beyondMark(Reason reason) {
        return switch (reason) {
            case Reason.ItsMark mark -> "";
            case Reason.FreshDatabase fresh -> "";
            case Reason.Drained drained -> "";
            case Reason.DependsOnLater(MarkedPhase phase, Migration on) ->
                "depends on " + on.label() + ", which runs post-traffic";
            case Reason.DependsOnBlocked(MarkedPhase phase, Migration on) ->
                "depends on " + on.label() + ", which is blocked";
            case Reason.DelayEnds(Duration delay, Instant at) ->
                "its delay of " + Durations.text(delay) + " since the drain ends at " + Instants.notBefore(at);
            case Reason.OlderSessions(int count, String first) -> SessionMessages.why(count, first);
            case Reason.DependsOnNotYet(Migration on) -> "depends on " + on.label() + ", which is not due yet";
        };
    }

    private static String marked(MarkedPhase phase) {
        return "marked " + phase.word() + (phase == MarkedPhase.PRE_TRAFFIC ? ", but " : ", ");
    }
}
