package dev.tidegate.lambda.release;

import java.util.List;
import java.util.Optional;

import dev.tidegate.lambda.gate.Gate;

/**
 * What to do with a release.
 *
 * @param next the state to record; equal to the present one when there is nothing to record
 * @param why one sentence: why it goes on, or what it waits for
 * @param target what was found out about the deployment, to be recorded with it
 * @param lineage how the releases of the database stand after it, to be recorded with it; empty when they are as before
 * @param stopTask whether the running task is to be stopped
 * @param gates what the post-traffic phase waits for, the open ones too; empty elsewhere
 */
public record Decision(State next, String why, Optional<Target> target, Optional<Lineage> lineage, boolean stopTask,
        List<Gate> gates) {
    private static final int MOST_NAMED = 3;

    public Decision {
        gates = List.copyOf(gates);
    }

    /** To be in {@code next}. */
    public static Decision to(State next, String why) {
        return new Decision(next, why, Optional.empty(), Optional.empty(), false, List.of());
    }

    /** To stay in {@code state} until all gates are open. */
    static Decision waiting(State state, List<Gate> gates) {
        return new Decision(state, String.join("; ", Gate.waits(gates)), Optional.empty(), Optional.empty(), false,
                gates);
    }

    Decision about(Target found) {
        return new Decision(next, why, Optional.of(found), lineage, stopTask, gates);
    }

    Decision with(Lineage changed) {
        return new Decision(next, why, target, Optional.of(changed), stopTask, gates);
    }

    /** The same, remembering who has been given up since {@code known} was written. */
    Decision remembering(Lineage known, Lineage seen) {
        List<String> more = seen.orphans().beside(known.orphans());
        return more.isEmpty() ? this
                : new Decision(next, "ECS has given tasks up whose containers may go on ("
                        + named(more) + "); " + why, target, Optional.of(seen), stopTask, gates);
    }

    private static String named(List<String> tasks) {
        int rest = tasks.size() - MOST_NAMED;
        return String.join(", ", tasks.subList(0, Math.min(MOST_NAMED, tasks.size()))) + (rest > 0 ? " and " + rest
                + " more" : "");
    }

    Decision andStopTask() {
        return new Decision(next, why, target, lineage, true, gates);
    }
}
