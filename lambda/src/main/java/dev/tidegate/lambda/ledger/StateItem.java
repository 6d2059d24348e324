package dev.tidegate.lambda.ledger;

import dev.tidegate.lambda.drain.Clearance;
import dev.tidegate.lambda.drain.Evidence;
import dev.tidegate.lambda.release.Attempt;
import dev.tidegate.lambda.release.State;

/** A release's state as attributes: its name, and what belongs to it. */
final class StateItem {
    private StateItem() {}

    static Attributes of(State state) {
        Attributes item = new Attributes().put("name", state.name());
        return switch (state) {
            case State.Opened _,State.Armed _ -> item;
            case State.PreRunning(Attempt attempt) -> item.put("attempt", of(attempt));
            case State.Draining draining -> item.putIfPresent("clear", draining.clear(), StateItem::of)
                    .putTextIfPresent("notBefore", draining.notBefore()).put("attempts", draining.attempts());
            case State.PostRunning(Attempt attempt, Evidence evidence) ->
                item.put("attempt", of(attempt)).put("evidence", of(evidence));
            case State.Completed(Evidence evidence) -> item.put("evidence", of(evidence));
            case State.PreFailed(String reason) -> item.put("reason", reason);
            case State.Refused(String reason) -> item.put("reason", reason);
            case State.Bypassed(String reason) -> item.put("reason", reason);
            case State.Disarmed(String reason) -> item.put("reason", reason);
            case State.PostFailed(String reason, Evidence evidence) ->
                item.put("reason", reason).put("evidence", of(evidence));
        };
    }

    static State state(Attributes item) {
        String name = item.text("name");
        return switch (name) {
            case "Opened" -> new State.Opened();
            case "PreRunning" -> new State.PreRunning(attempt(item.map("attempt")));
            case "Armed" -> new State.Armed();
            case "Draining" -> new State.Draining(item.optionalMap("clear").map(StateItem::clearance),
                    item.optionalInstant("notBefore"), item.smallNumber("attempts"));
            case "PostRunning" ->
                new State.PostRunning(attempt(item.map("attempt")), evidence(item.map("evidence")));
            case "Completed" -> new State.Completed(evidence(item.map("evidence")));
            case "PreFailed" -> new State.PreFailed(item.text("reason"));
            case "Refused" -> new State.Refused(item.text("reason"));
            case "Bypassed" -> new State.Bypassed(item.text("reason"));
            case "Disarmed" -> new State.Disarmed(item.text("reason"));
            case "PostFailed" -> new State.PostFailed(item.text("reason"), evidence(item.map("evidence")));
            default -> throw new IllegalStateException("ledger item is in state \"" + name
                    + "\", which this version does not know");
        };
    }

    private static Attributes of(Attempt attempt) {
        return new Attributes().put("number", attempt.number()).put("claimedAt", attempt.claimedAt())
                .put("startAfter", attempt.startAfter()).putIfPresent("started", attempt.started(), StateItem::of);
    }

    private static Attempt attempt(Attributes item) {
        return new Attempt(item.smallNumber("number"), item.instant("claimedAt"),
                item.instant("startAfter"), item.optionalMap("started").map(StateItem::started));
    }

    private static Attributes of(Attempt.Started started) {
        return new Attributes().put("task", started.task()).put("at", started.at());
    }

    private static Attempt.Started started(Attributes item) {
        return new Attempt.Started(item.text("task"), item.instant("at"));
    }

    private static Attributes of(Evidence evidence) {
        return new Attributes().put("first", of(evidence.first())).put("second", of(evidence.second()));
    }

    private static Evidence evidence(Attributes item) {
        return new Evidence(clearance(item.map("first")), clearance(item.map("second")));
    }

    private static Attributes of(Clearance clearance) {
        return new Attributes().put("at", clearance.at()).put("newTasks", clearance.newTasks())
                .put("goneTasks", clearance.goneTasks()).putTextIfPresent("lastGoneAt", clearance.lastGoneAt());
    }

    private static Clearance clearance(Attributes item) {
        return new Clearance(item.instant("at"), item.smallNumber("newTasks"), item.smallNumber("goneTasks"),
                item.optionalInstant("lastGoneAt"));
    }
}
