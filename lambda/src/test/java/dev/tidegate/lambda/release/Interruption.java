package dev.tidegate.lambda.release;

import java.util.function.Supplier;

/** Stands around every call to the ledger and to AWS, so that a test can put something before or after the n-th. */
public final class Interruption {
    /** What happens at the chosen call. */
    enum Moment {
        /** The call is never made. */
        BEFORE,
        /** It is made, but its answer is lost. */
        AFTER
    }

    private int calls;
    private int chosen = -1;
    private Moment moment = Moment.BEFORE;
    private Runnable what = () -> {};

    /** Lets something happen once, at the n-th call from now, counted from 1. */
    void at(int call, Moment when, Runnable then) {
        chosen = calls + call;
        moment = when;
        what = then;
    }

    int calls() {
        return calls;
    }

    <T> T around(Supplier<T> call) {
        boolean now = ++calls == chosen;
        if (now && moment == Moment.BEFORE) {
            what.run();
        }
        T result = call.get();
        if (now && moment == Moment.AFTER) {
            what.run();
        }
        return result;
    }
}
