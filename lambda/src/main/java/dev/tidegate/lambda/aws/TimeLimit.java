package dev.tidegate.lambda.aws;

import dev.tidegate.lambda.release.Cloud;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Until when the present invocation may go on reading. Lambda kills a function that takes longer, and then nobody would have
 * written down that this release has to wait while others are looked after. A process has one invocation at a time.
 */
public final class TimeLimit {
    private final InstantSource clock;
    private Instant until = Instant.MAX;

    public TimeLimit(InstantSource clock) {
        this.clock = clock;
    }

    /** An invocation has begun. */
    public void set(Instant end) {
        until = end;
    }

    /**
     * Makes a call that only reads, if there is time for it.
     *
     * @param operation service and operation, for the message
     * @throws Cloud.Unavailable for every failure, and when no time is left
     */
    <T> T ask(String operation, Supplier<T> call) {
        check(operation);
        return Calls.ask(operation, call);
    }

    /** @throws Cloud.Unavailable when no time is left */
    void check(String operation) {
        if (!clock.instant().isBefore(until)) {
            throw new Cloud.Unavailable(operation
                    + ": the function's time was over before everything had been read; give it"
                    + " more memory, or a longer timeout if it has less than a minute", null);
        }
    }
}
