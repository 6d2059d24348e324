package dev.tidegate.lambda.release;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tidegate.lambda.drain.Clearance;
import dev.tidegate.lambda.drain.DrainVerdict;
import dev.tidegate.lambda.gate.Gate;
import dev.tidegate.lambda.release.State.Draining;

/** Evaluates what the post-traffic phase waits for once the deployment has succeeded. */
final class Gates {
    private final Rules rules;

    Gates(Rules rules) {
        this.rules = rules;
    }

    /** What a look at the tasks changes: the first of two reads is kept, and seeing old code takes back what was proven. */
    Draining look(Draining state, DrainVerdict verdict, Instant now) {
        return switch (verdict) {
            case DrainVerdict.NotClear _ -> state.seenOldCode();
            case DrainVerdict.NotSeen _ -> state.seenNothing();
            case DrainVerdict.Clear(Clearance second) -> {
                Draining seen = state.seenClear(state.clear().orElse(second));
                yield settledAt(seen).isAfter(now) ? seen : seen.proven(second.at());
            }
        };
    }

    /** When a second read counts. A read made before that has begun too early, whenever it ended. */
    private Instant settledAt(Draining state) {
        return state.clear().orElseThrow().at().plus(rules.settle());
    }

    /** Every gate, open or closed, in the order in which they usually open. */
    List<Gate> of(Release release, Draining state, DrainVerdict verdict, Observation seen, Instant now) {
        List<Gate> gates = new ArrayList<>(drained(state, verdict, now));
        gates.add(delay(state, now));
        gates.add(backOff(state, now));
        gates.add(alarms(seen.alarms()));
        gates.add(approval(release));
        gates.add(turn(release, seen.lineage()));
        return gates;
    }

    private List<Gate> drained(Draining state, DrainVerdict verdict, Instant now) {
        return switch (verdict) {
            case DrainVerdict.NotClear(List<String> sentences) -> closed(sentences);
            case DrainVerdict.NotSeen(List<String> sentences) -> closed(sentences);
            case DrainVerdict.Clear _ when settledAt(state).isAfter(now) -> List.of(Gate.closed("drained",
                    "no old code seen at " + state.clear().orElseThrow().at() + "; looking again at " + settledAt(
                            state)));
            case DrainVerdict.Clear _ -> List.of(Gate.open("drained"));
        };
    }

    private static List<Gate> closed(List<String> sentences) {
        return sentences.stream().map(sentence -> Gate.closed("drained", sentence)).toList();
    }

    private Gate delay(Draining state, Instant now) {
        if (rules.delay().isZero()) {
            return Gate.open("delay");
        }
        Optional<Instant> due = state.goneSince().map(gone -> gone.plus(rules.delay()));
        if (due.isEmpty()) {
            return Gate.closed("delay", "the delay of " + rules.delay() + " begins when the old code is gone");
        }
        return now.isBefore(due.get())
                ? Gate.closed("delay", "the delay since the old code was gone ends at " + due.get())
                : Gate.open("delay");
    }

    private static Gate backOff(Draining state, Instant now) {
        return state.notBefore().filter(now::isBefore)
                .map(at -> Gate.closed("back-off", "the next attempt is due at " + at)).orElse(Gate.open("back-off"));
    }

    private static Gate alarms(AlarmReading reading) {
        return switch (reading) {
            case AlarmReading.Quiet _ -> Gate.open("alarms");
            case AlarmReading.Ringing(List<String> names) -> Gate.closed("alarms",
                    "waiting for " + (names.size() == 1 ? "alarm " : "alarms ") + String.join(", ", names)
                            + " to leave ALARM");
            case AlarmReading.Unknown(String why) -> Gate.closed("alarms", "cannot see the alarms: " + why);
        };
    }

    private Gate approval(Release release) {
        return !rules.approval() || release.wishes().approval().isPresent()
                ? Gate.open("approval")
                : Gate.closed("approval", "waiting for approval: call {\"command\": \"approve\", \"release\": \""
                        + release.id() + "\"}");
    }

    /** Whoever came later may be letting code in that this release would take something away from. */
    private static Gate turn(Release release, Lineage lineage) {
        return lineage.openAfter(release.id()).map(later -> Gate.closed("turn", "waiting for release " + later.id()
                + " of " + later.version() + ", which came later, to end"))
                .or(() -> lineage.contractingBeside(release.id()).map(other -> Gate.closed("turn",
                        "waiting for release " + other + ": its post-traffic migrations run")))
                .orElse(Gate.open("turn"));
    }
}
