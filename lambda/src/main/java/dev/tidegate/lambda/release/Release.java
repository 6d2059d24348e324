package dev.tidegate.lambda.release;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One deployment that carries migrations, as the ledger keeps it. Immutable.
 *
 * @param target empty until the deployment has been looked up
 * @param correspondence who waits to be told what
 * @param wishes what people have asked for
 * @param lookAt when somebody has to look after it at the latest, in whole milliseconds; empty when nobody has to any more
 * @param revision counts the writes; a write succeeds only over the revision it was made from
 * @param history its steps, oldest first; of a long one the first and the newest
 */
public record Release(ReleaseId id, Deployment deployment, Instant openedAt, Optional<Target> target,
        Correspondence correspondence, Wishes wishes, State state, Optional<Instant> lookAt, long revision,
        List<Transition> history) {
    /** The first entry and the newest ones: one item of the ledger has room for 400 KB. */
    private static final int MOST_HISTORY = 200;
    private static final Instant NO_TIME_SOON = Instant.ofEpochMilli(Long.MAX_VALUE);
    /** Characters of one of them. */
    private static final int MOST_WHY = 1_500;

    public Release {
        history = List.copyOf(history);
        lookAt = lookAt.map(at -> at.truncatedTo(ChronoUnit.MILLIS));
    }

    /** A release nobody has looked at yet. */
    public static Release open(ReleaseId id, Deployment deployment, Correspondence correspondence, Instant now,
            String why) {
        State state = new State.Opened();
        return new Release(id, deployment, now, Optional.empty(), correspondence, Wishes.NONE, state,
                Optional.of(now), 0, List.of(new Transition(1, now, state.name(), why)));
    }

    /** Whether anybody still has to look after it. */
    public boolean needsAttention() {
        return lookAt.isPresent();
    }

    /** The same for a wake-up that enters it on the agenda anew, behind those that have waited longer. */
    public Release atTheEndOfTheLine() {
        return lookingAt(Optional.of(NO_TIME_SOON));
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

    /** When it entered the state it is in. */
    public Instant enteredAt() {
        Instant entered = history.getLast().at();
        for (Transition step : history.reversed()) {
            if (!step.state().equals(state.name())) {
                break;
            }
            entered = step.at();
        }
        return entered;
    }

    /** The steps that are to be published now. Those within a state, such as another attempt, come with the next state. */
    public List<Transition> untold() {
        List<Transition> untold = history.stream().filter(step -> step.number() > correspondence.told()).toList();
        Optional<String> told = history.stream().filter(step -> step.number() == correspondence.told())
                .map(Transition::state).findFirst();
        return untold.stream().anyMatch(step -> !told.equals(Optional.of(step.state()))) ? untold : List.of();
    }

    Release follow(Decision decision, Instant now) {
        boolean entered = !decision.next().name().equals(state.name());
        Correspondence owed = decision.stopTask() && decision.next() instanceof State.Ended
                && state instanceof State.Running running ? correspondence.stopping(Optional.of(running.attempt()))
                        : correspondence;
        Release followed = new Release(id, deployment, openedAt, decision.target().or(() -> target), owed,
                wishes, decision.next(), lookAt, revision, history);
        return entered || decision.next() instanceof State.Running || decision.lineage().isPresent()
                ? followed.noting(now, decision.why())
                : followed;
    }

    /** The same with one more line in its history. */
    Release noting(Instant now, String why) {
        List<Transition> longer = new ArrayList<>(history);
        if (longer.size() == MOST_HISTORY) {
            longer.remove(1);
        }
        longer.add(new Transition(history.getLast().number() + 1, now, state.name(), Excerpt.of(why, MOST_WHY)));
        return new Release(id, deployment, openedAt, target, correspondence, wishes, state, lookAt, revision, longer);
    }

    Release with(Correspondence changed) {
        return new Release(id, deployment, openedAt, target, changed, wishes, state, lookAt, revision, history);
    }

    Release with(Wishes changed) {
        return new Release(id, deployment, openedAt, target, correspondence, changed, state, lookAt, revision,
                history);
    }

    Release lookingAt(Optional<Instant> next) {
        return new Release(id, deployment, openedAt, target, correspondence, wishes, state, next, revision, history);
    }

    /** The same release under the revision that a successful write has given it. */
    public Release written(long newRevision) {
        return new Release(id, deployment, openedAt, target, correspondence, wishes, state, lookAt, newRevision,
                history);
    }
}
