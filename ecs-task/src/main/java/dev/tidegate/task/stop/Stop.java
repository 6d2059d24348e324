package dev.tidegate.task.stop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import dev.tidegate.task.outcome.Failure;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;

/**
 * When everything must have ended: at the deadline, if there is one, or when the process is told to.
 *
 * @param deadline empty for none
 */
public record Stop(Optional<Instant> deadline, InstantSource clock, Termination termination) {
    /** Why to stop. */
    public enum Cause {
        /** The deadline has passed. */
        DEADLINE("at the deadline"),
        /** The process was told to end. */
        SIGNAL("by SIGTERM");

        private final String words;

        Cause(String words) {
            this.words = words;
        }

        /** The end of a sentence: stopped {@code at the deadline}. */
        public String words() {
            return words;
        }
    }

    /** Why to stop now, empty when there is no reason to. */
    public Optional<Cause> cause() {
        if (termination.requested()) {
            return Optional.of(Cause.SIGNAL);
        }
        return left().filter(Duration::isZero).map(none -> Cause.DEADLINE);
    }

    /** The time left until the deadline; empty when there is none, zero when it has passed. */
    public Optional<Duration> left() {
        return deadline.map(end -> Duration.between(clock.instant(), end))
                .map(left -> left.isNegative() ? Duration.ZERO : left);
    }

    /** @throws TaskException when it is time to stop; {@code before} says what is not started any more */
    public void check(String before) {
        cause().ifPresent(cause -> {
            throw new TaskException(Failure.of(Outcome.DEADLINE, switch (cause) {
                case DEADLINE -> "the deadline " + deadline.orElseThrow() + " has passed";
                case SIGNAL -> "told to stop by SIGTERM";
            } + "; stopped before " + before));
        });
    }

    /**
     * Lets time pass, no longer than until it is time to stop.
     *
     * @throws InterruptedException when the thread is to end
     */
    public void sleep(Duration duration) throws InterruptedException {
        termination.await(left().filter(left -> left.compareTo(duration) < 0).orElse(duration));
    }
}
