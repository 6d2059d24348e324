package dev.tidegate.lambda.release;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One deployment that carries migrations, as the ledger keeps it. Immutable.
 *
 * @param target empty until the deployment has been looked up
 * @param hook the CodeDeploy hook that waits for an answer, if there is one
 * @param revision counts the writes; a write succeeds only over the revision it was made from
 * @param history every state it has been in, oldest first
 */
public record Release(ReleaseId id, Deployment deployment, Instant openedAt, Optional<Target> target,
        Optional<Hook> hook, State state, long revision, List<Transition> history) {
    /** The first entry and the newest ones: one item of the ledger has room for 400 KB. */
    private static final int MOST_HISTORY = 200;

    public Release {
        history = List.copyOf(history);
    }

    /** A release nobody has looked at yet. */
    public static Release open(ReleaseId id, Deployment deployment, Optional<Hook> hook, Instant now, String why) {
        State state = new State.Opened();
        return new Release(id, deployment, now, Optional.empty(), hook, state, 0,
                List.of(new Transition(now, state.name(), why)));
    }

    /** Whether anybody still has to look after it: it has not ended, or its hook has not been answered. */
    public boolean needsAttention() {
        return !(state instanceof State.Ended) || hook.filter(h -> !h.answered()).isPresent();
    }

    /** The version of the new code, or the release's id while that is not known. */
    public String version() {
        return target.map(Target::version).orElse(id.value());
    }

    /** The target of a release that has been looked up. */
    public Target knownTarget() {
        return target.orElseThrow(() -> new IllegalStateException("release " + id + " is " + state.name()
                + " but was never looked up"));
    }

    Release follow(Decision decision, Instant now) {
        boolean entered = !decision.next().name().equals(state.name());
        List<Transition> longer = new ArrayList<>(history);
        if (longer.size() == MOST_HISTORY) {
            longer.remove(1);
        }
        if (entered || decision.next() instanceof State.Running) {
            longer.add(new Transition(now, decision.next().name(), decision.why()));
        }
        return new Release(id, deployment, openedAt, decision.target().or(() -> target), hook, decision.next(),
                revision, longer);
    }

    Release hookAnswered() {
        return new Release(id, deployment, openedAt, target, hook.map(h -> new Hook(h.executionId(), true)), state,
                revision, history);
    }

    /** The same release under the revision that a successful write has given it. */
    public Release written(long newRevision) {
        return new Release(id, deployment, openedAt, target, hook, state, newRevision, history);
    }
}
