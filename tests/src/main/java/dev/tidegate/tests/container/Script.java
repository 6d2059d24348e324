package dev.tidegate.tests.container;

import java.time.Duration;
import java.util.Optional;

/**
 * What a {@linkplain ScriptedContainers scripted container} does, in simulated time.
 *
 * @param healthyAfter counted from its start; empty: never
 * @param ownEnd how it ends by itself, counted from its start; empty: it goes on
 * @param onTerminate how it ends when asked to, counted from then; empty: it does not listen and must be killed
 */
public record Script(Optional<Duration> healthyAfter, Optional<End> ownEnd, Optional<End> onTerminate) {
    private static final int SIGTERM = 143;

    /** Healthy at once, runs until asked to stop, and stops at once with 143 as a process that does not handle the signal. */
    public static Script service() {
        return new Script(Optional.of(Duration.ZERO), Optional.empty(), Optional.of(new End(Duration.ZERO, SIGTERM)));
    }

    /** Ends by itself. */
    public static Script job(Duration after, int exitCode) {
        return new Script(Optional.of(Duration.ZERO), Optional.of(new End(after, exitCode)),
                Optional.of(new End(Duration.ZERO, SIGTERM)));
    }

    public Script healthyAfter(Duration delay) {
        return new Script(Optional.of(delay), ownEnd, onTerminate);
    }

    public Script neverHealthy() {
        return new Script(Optional.empty(), ownEnd, onTerminate);
    }

    /** Finishes its work before it stops. */
    public Script stopping(Duration after, int exitCode) {
        return new Script(healthyAfter, ownEnd, Optional.of(new End(after, exitCode)));
    }

    /** Ignores SIGTERM. */
    public Script unstoppable() {
        return new Script(healthyAfter, ownEnd, Optional.empty());
    }

    /** An end to come. */
    public record End(Duration after, int exitCode) {}
}
