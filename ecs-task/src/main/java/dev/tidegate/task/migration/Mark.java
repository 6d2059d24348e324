package dev.tidegate.task.migration;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The line in a script that says when it may run, such as {@code -- tidegate: post-traffic delay=4h after=12,14}.
 *
 * @param phase the phase it asks for
 * @param delay how long after the drain it may run at the earliest; zero unless it is post-traffic
 * @param after what it depends on
 * @param rollbackSafe whether the code before this release still works when a post-traffic migration has run
 */
public record Mark(MarkedPhase phase, Duration delay, After after, boolean rollbackSafe) {
    /** A mark that says only its phase. */
    public static Mark of(MarkedPhase phase) {
        return new Mark(phase, Duration.ZERO, new After.Previous(), false);
    }

    /** The mark as a script spells it, without the comment sign. */
    public String text() {
        return Stream
                .of(phase.word(), delay.isZero() ? "" : "delay=" + Durations.text(delay), after.text(),
                        rollbackSafe ? "rollback-safe" : "")
                .filter(word -> !word.isEmpty()).collect(Collectors.joining(" "));
    }
}
