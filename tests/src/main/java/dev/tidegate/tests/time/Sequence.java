package dev.tidegate.tests.time;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/**
 * Steps that take time, one after another, on the control-plane thread. Abandoning a sequence makes every answer that is
 * still on its way to it void, which is how a rollback or a newer deployment overtakes one that is under way.
 */
public final class Sequence {
    private final Deque<Step> steps;
    private boolean abandoned;

    public Sequence(Collection<? extends Step> steps) {
        this.steps = new ArrayDeque<>(steps);
    }

    /** Begins the next step; after the last one nothing more happens. */
    public void proceed() {
        if (!abandoned && !steps.isEmpty()) {
            var step = steps.remove();
            step.run(once(this::proceed));
        }
    }

    /** No further step begins, and nothing guarded runs any more. */
    public void abandon() {
        abandoned = true;
    }

    /** An action that does nothing once the sequence is abandoned. */
    public Runnable guard(Runnable action) {
        return () -> {
            if (!abandoned) {
                action.run();
            }
        };
    }

    private static Runnable once(Runnable action) {
        return new Runnable() {
            private boolean ran;

            @Override
            public void run() {
                if (!ran) {
                    ran = true;
                    action.run();
                }
            }
        };
    }

    /** One step. */
    @FunctionalInterface
    public interface Step {
        /**
         * Does its work and calls {@code done} when it is over, perhaps much later. Calling it again has no effect.
         */
        void run(Runnable done);
    }
}
