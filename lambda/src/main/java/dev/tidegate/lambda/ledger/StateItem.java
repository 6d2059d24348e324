package dev.tidegate.lambda.ledger;

import dev.tidegate.lambda.drain.Clearance;
import dev.tidegate.lambda.drain.Evidence;
import dev.tidegate.lambda.release.Attempt;
import dev.tidegate.lambda.release.State;

/** A release's state as attributes: its name, and what belongs to it. */
final class StateItem {
    /** Schema 1 did not keep it, and allowed no more: counting on from here uses no task's key twice. */
    private static final int MOST_TRIES_IN_SCHEMA_1 = 1_000;

    private StateItem() {}

    static Attributes of(State state) {
        Attributes item = new Attributes().put("name", state.name());
        return switch (state) {
            case State.Opened _,State.Armed _ -> item;
            case State.PreRunning(Attempt attempt) -> item.put("attempt", of(attempt));
            case State.Draining draining -> item.putIfPresent("clear", draining.clear(), StateItem::of)
                    .putTextIfPresent("goneSince", draining.goneSince())
                    .putTextIfPresent("notBefore", draining.notBefore()).put("tries", of(draining.tries()));
            case State.PostRunning(Attempt attempt, Evidence evidence, State.Tries tries) ->
                item.put("attempt", of(attempt)).put("evidence", of(evidence)).put("tries", of(tries));
            case State.Completed(Evidence evidence) -> item.put("evidence", of(evidence));
            case State.PreFailed(String reason) -> item.put("reason", reason);
            case State.Refused(String reason) -> item.put("reason", reason);
            case State.Bypassed(String reason) -> item.put("reason", reason);
            case State.Disarmed(String reason) -> item.put("reason", reason);
            case State.PostFailed(String reason, Evidence evidence, int tries) ->
                item.put("reason", reason).put("evidence", of(evidence)).put("tries", tries);
        };
    }

    static State state(Attributes item) {
        String name = item.text("name");
        return switch (name) {
            case "Opened" -> new State.Opened();
            case "PreRunning" -> new State.PreRunning(attempt(item.map("attempt")));
            case "Armed" -> new State.Armed();
            case "Draining" -> new State.Draining(item.optionalMap("clear").map(StateItem::clearance),
                    item.optionalInstant("goneSince"), item.optionalInstant("notBefore"), tries(item.map("tries")));
            case "PostRunning" ->
                new State.PostRunning(attempt(item.map("attempt")), evidence(item.map("evidence")),
                        tries(item.map("tries")));
            case "Completed" -> new State.Completed(evidence(item.map("evidence")));
            case "PreFailed" -> new State.PreFailed(item.text("reason"));
            case "Refused" -> new State.Refused(item.text("reason"));
            case "Bypassed" -> new State.Bypassed(item.text("reason"));
            case "Disarmed" -> new State.Disarmed(item.text("reason"));
            case "PostFailed" -> new State.PostFailed(item.text("reason"), evidence(item.map("evidence")),
                    item.optionalNumber("tries").map(Math::toIntExact).orElse(MOST_TRIES_IN_SCHEMA_1));
            default -> throw new IllegalStateException("ledger item is in state \"" + name
                    + "\", which this version does not know");
        };
    }

    static Attributes of(Attempt attempt) {
        return new Attributes().put("number", attempt.number()).put("claimedAt", attempt.claimedAt())
                .put("startAfter", attempt.startAfter()).putIfPresent("started", attempt.started(), StateItem::of);
    }

    static Attempt attempt(Attributes item) {
        return new Attempt(item.smallNumber("number"), item.instant("claimedAt"),
                item.instant("startAfter"), item.optionalMap("started").map(StateItem::started));
    }

    private static Attributes of(Attempt.Started started) {
        return new Attributes().put("task", started.task()).put("at", started.at());
    }

    private static Attempt.Started started(Attributes item) {
        return new Attempt.Started(item.text("task"), item.instant("at"));
    }

    private static Attributes of(State.Tries tries) {
        return new Attributes().put("made", tries.made()).put("failed", tries.failed());
    }

    private static State.Tries tries(Attributes item) {
        return new State.Tries(item.smallNumber("made"), item.smallNumber("failed"));
    }

    private static Attributes of(Evidence evidence) {
        return new Attributes().put("drainedAt", evidence.drainedAt()).put("first", of(evidence.first())).put("second",
                of(evidence.second()));
    }

    private static Evidence evidence(Attributes item) {
        return new Evidence(item.instant("drainedAt"), clearance(item.map("first")), clearance(item.map("second")));
    }

    private static Attributes of(Clearance clearance) {
        return new Attributes().put("at", clearance.at()).putTexts("of", clearance.of()).put("newTasks", clearance
                .newTasks())
                .put("goneTasks", clearance.goneTasks()).putTextIfPresent("lastGoneAt", clearance.lastGoneAt());
    }

    private static Clearance clearance(Attributes item) {
        return new Clearance(item.instant("at"), item.texts("of"), item.smallNumber("newTasks"), item.smallNumber(
                "goneTasks"),
                item.optionalInstant("lastGoneAt"));
    }
}
