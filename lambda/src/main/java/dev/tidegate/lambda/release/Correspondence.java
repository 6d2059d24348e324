package dev.tidegate.lambda.release;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What others are waiting to be told. What has been told is recorded after it was told: after a crash it is told twice
 * rather than never.
 *
 * @param hooks of a CodeDeploy deployment
 * @param callers Step Functions states
 * @param told how many steps of the history have been published
 * @param unwanted whose pre-traffic task has yet to be told to stop, for the release has ended without it
 * @param since when the last of those came who did not wait from the beginning
 */
public record Correspondence(List<Hook> hooks, List<Caller> callers, long told, Optional<Attempt> unwanted,
        Optional<Instant> since) {
    /** Nobody. */
    public static final Correspondence NONE = new Correspondence(List.of(), List.of(), 0, Optional.empty(),
            Optional.empty());
    /** Who wait at the same time; an item of the ledger has room for 400 KB, and a token may have 2 KB. */
    static final int MOST_CALLERS = 20;

    public Correspondence {
        hooks = List.copyOf(hooks);
        callers = List.copyOf(callers);
    }

    /** With one hook that waits. */
    public static Correspondence of(Hook hook) {
        return NONE.with(hook);
    }

    /** Whether a hook or a caller waits for an answer, or a task has to be stopped. */
    public boolean isOwed() {
        return hooks.stream().anyMatch(hook -> !hook.answered()) || callers.stream().anyMatch(c -> !c.answered())
                || unwanted.isPresent();
    }

    boolean knows(String executionId) {
        return hooks.stream().anyMatch(hook -> hook.executionId().equals(executionId));
    }

    Correspondence with(Hook hook) {
        return new Correspondence(append(hooks, hook), callers, told, unwanted, since);
    }

    /** Those who have been answered make room. */
    Correspondence with(Caller caller) {
        List<Caller> waiting = callers.stream().filter(other -> !other.answered()).toList();
        return knows(caller) ? this : new Correspondence(hooks, append(waiting, caller), told, unwanted, since);
    }

    boolean hasRoomFor(Caller caller) {
        return knows(caller) || callers.stream().filter(other -> !other.answered()).count() < MOST_CALLERS;
    }

    private boolean knows(Caller caller) {
        return callers.stream().anyMatch(other -> other.taskToken().equals(caller.taskToken()));
    }

    Correspondence mapHooks(UnaryOperator<Hook> change) {
        return new Correspondence(hooks.stream().map(change).toList(), callers, told, unwanted, since);
    }

    Correspondence mapCallers(UnaryOperator<Caller> change) {
        return new Correspondence(hooks, callers.stream().map(change).toList(), told, unwanted, since);
    }

    /** For one who has come just now. */
    Correspondence from(Instant now) {
        return new Correspondence(hooks, callers, told, unwanted, Optional.of(now));
    }

    Correspondence told(long upTo) {
        return new Correspondence(hooks, callers, upTo, unwanted, since);
    }

    Correspondence stopping(Optional<Attempt> attempt) {
        return new Correspondence(hooks, callers, told, attempt, since);
    }

    private static <T> List<T> append(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }
}
