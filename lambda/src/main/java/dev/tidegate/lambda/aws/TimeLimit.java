package dev.tidegate.lambda.aws;

import dev.tidegate.lambda.release.Cloud;
import java.time.Instant;
import java.time.InstantSource;

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

    /** @throws Cloud.Unavailable when no time is left */
    void check(String operation) {
        if (!clock.instant().isBefore(until)) {
            throw new Cloud.Unavailable(operation
                    + ": the function's time was over before everything had been read; give it"
                    + " a longer timeout or more memory", null);
        }
    }
}
