package dev.tidegate.task.migration;

import java.util.Optional;

/** What a pending script without a mark is taken for. */
public enum WhenUnmarked {
    REFUSE(Optional.empty()), PRE_TRAFFIC(Optional.of(MarkedPhase.PRE_TRAFFIC)), ANY(Optional.of(MarkedPhase.ANY));

    private final Optional<MarkedPhase> phase;

    WhenUnmarked(Optional<MarkedPhase> phase) {
        this.phase = phase;
    }

    /** The mark to assume; empty when the script is to be refused. */
    public Optional<Mark> mark() {
        return phase.map(Mark::of);
    }
}
