package dev.tidegate.tests.stepfunctions;

import java.time.Duration;
import java.time.Instant;

/**
 * How a state with {@code .waitForTaskToken} stands.
 *
 * @param heartbeatLimit after how long without a heartbeat it fails
 * @param heartbeats how many it got
 * @param lastSign when it began, or got its last heartbeat
 */
public record WaitingTask(Duration heartbeatLimit, int heartbeats, Instant lastSign, End end) {
    /** What became of it. */
    public sealed interface End {
        /** Nothing yet. */
        record Waits() implements End {}

        /** It was told that it succeeded. @param output JSON */
        record Succeeded(String output) implements End {}

        /** It was told that it failed. */
        record Failed(String error, String cause) implements End {}

        /** No heartbeat came in time. */
        record TimedOut() implements End {}
    }

    boolean waits() {
        return end instanceof End.Waits;
    }

    WaitingTask heard(Instant now) {
        return new WaitingTask(heartbeatLimit, heartbeats + 1, now, end);
    }

    WaitingTask ended(End how) {
        return new WaitingTask(heartbeatLimit, heartbeats, lastSign, how);
    }

    /** As it is at a later time. */
    WaitingTask at(Instant now) {
        return waits() && now.isAfter(lastSign.plus(heartbeatLimit)) ? ended(new End.TimedOut()) : this;
    }
}
