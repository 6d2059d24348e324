package dev.tidegate.task.migration;

import java.util.Optional;

/** What a pending script without a mark is taken for. */
public enum WhenUnmarked {
    REFUSE("refuse", Optional.empty()), PRE_TRAFFIC("pre-traffic", Optional.of(MarkedPhase.PRE_TRAFFIC)), ANY("any",
            Optional.of(MarkedPhase.ANY));

    private final String word;
    private final Optional<MarkedPhase> phase;

    WhenUnmarked(String word, Optional<MarkedPhase> phase) {
        this.word = word;
        this.phase = phase;
    }

    /** As settings spell it. */
    public String word() {
        return word;
    }

    /** The mark to assume; empty when the script is to be refused. */
    public Optional<Mark> mark() {
        return phase.map(Mark::of);
    }
}
