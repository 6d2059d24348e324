package dev.tidegate.task.check.text;

/** What the pre-traffic run does with what the words of its scripts tell. */
public enum WhenFound {
    /** Tells of it and goes on. */
    WARN("warn"),
    /** Runs nothing at all when there is an error among it. */
    REFUSE("refuse"),
    /** Does not look. */
    OFF("off");

    private final String word;

    WhenFound(String word) {
        this.word = word;
    }

    /** As settings spell it. */
    public String word() {
        return word;
    }
}
