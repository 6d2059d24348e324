package dev.tidegate.lambda.release;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What others are waiting to be told. What has been told is recorded after it was told: after a crash it is told twice
 * rather than never.
 *
 * @param hooks of a CodeDeploy deployment
 * @param callers Step Functions states
 * @param told how many steps of the history have been published
 */
public record Correspondence(List<Hook> hooks, List<Caller> callers, long told) {
    /** Nobody. */
    public static final Correspondence NONE = new Correspondence(List.of(), List.of(), 0);

    public Correspondence {
        hooks = List.copyOf(hooks);
        callers = List.copyOf(callers);
    }

    /** With one hook that waits. */
    public static Correspondence of(Hook hook) {
        return NONE.with(hook);
    }

    /** Whether a hook or a caller waits for an answer. */
    public boolean isOwed() {
        return hooks.stream().anyMatch(hook -> !hook.answered()) || callers.stream().anyMatch(c -> !c.answered());
    }

    boolean knows(String executionId) {
        return hooks.stream().anyMatch(hook -> hook.executionId().equals(executionId));
    }

    Correspondence with(Hook hook) {
        return new Correspondence(append(hooks, hook), callers, told);
    }

    Correspondence with(Caller caller) {
        boolean known = callers.stream().anyMatch(other -> other.taskToken().equals(caller.taskToken()));
        return known ? this : new Correspondence(hooks, append(callers, caller), told);
    }

    Correspondence mapHooks(UnaryOperator<Hook> change) {
        return new Correspondence(hooks.stream().map(change).toList(), callers, told);
    }

    Correspondence mapCallers(UnaryOperator<Caller> change) {
        return new Correspondence(hooks, callers.stream().map(change).toList(), told);
    }

    Correspondence told(long upTo) {
        return new Correspondence(hooks, callers, upTo);
    }

    private static <T> List<T> append(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }
}
