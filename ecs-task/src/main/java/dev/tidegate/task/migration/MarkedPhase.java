package dev.tidegate.task.migration;

import java.util.Optional;

/** The phase a mark asks for. */
public enum MarkedPhase {
    PRE_TRAFFIC("pre-traffic"), POST_TRAFFIC("post-traffic"),
    /** Harmless at any time: runs before traffic unless something it depends on runs later. */
    ANY("any");

    private final String word;

    MarkedPhase(String word) {
        this.word = word;
    }

    /** The phase as a mark spells it. */
    public String word() {
        return word;
    }

    /** The phase spelled {@code word}, if there is one. */
    public static Optional<MarkedPhase> of(String word) {
        for (MarkedPhase phase : values()) {
            if (phase.word.equals(word)) {
                return Optional.of(phase);
            }
        }
        return Optional.empty();
    }
}
