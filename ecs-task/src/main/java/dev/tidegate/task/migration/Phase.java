package dev.tidegate.task.migration;

/** One of the two runs of a release: before the new code gets traffic, or after the old code is gone. */
public enum Phase {
    PRE_TRAFFIC("pre-traffic"), POST_TRAFFIC("post-traffic");

    private final String word;

    Phase(String word) {
        this.word = word;
    }

    /** The phase as marks, settings and results spell it. */
    public String word() {
        return word;
    }
}
