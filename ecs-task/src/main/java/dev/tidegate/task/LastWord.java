package dev.tidegate.task;

import java.util.OptionalInt;
import java.util.function.Supplier;

import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.report.ErrorLog;
import dev.tidegate.task.stop.Termination;

/**
 * Lets a run that is told to end by a signal say its last word. The Java machine would end with 143 as soon as its shutdown
 * hooks are through; so the hook waits for the run to stop cleanly and ends the process with the run's own exit code.
 */
final class LastWord {
    /** ECS kills 30 s after SIGTERM unless the task definition says otherwise. */
    private static final long PATIENCE_MILLIS = 25_000;

    private final Termination termination;
    private final Supplier<ErrorLog> errors;
    private OptionalInt exit = OptionalInt.empty();

    /** @param errors asked for only when there is something to say */
    LastWord(Termination termination, Supplier<ErrorLog> errors) {
        this.termination = termination;
        this.errors = errors;
    }

    /** The run has ended and everything is written. */
    synchronized void said(int code) {
        exit = OptionalInt.of(code);
        notifyAll();
    }

    /** The shutdown hook: does nothing after a run that ended by itself. */
    void await() {
        if (exit().isPresent()) {
            return;
        }
        termination.request();
        OptionalInt code = exitInTime();
        if (code.isEmpty()) {
            errors.get().failed(
                    "told to stop by SIGTERM, but what was running did not end within 25 s; ending without a"
                            + " result, while the database may still be at work");
        }
        Runtime.getRuntime().halt(code.orElse(Outcome.DEADLINE.exit()));
    }

    private synchronized OptionalInt exit() {
        return exit;
    }

    private synchronized OptionalInt exitInTime() {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        try {
            for (long left = PATIENCE_MILLIS; left > 0 && exit.isEmpty(); left = (end - System.nanoTime())
                    / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return exit;
    }
}
