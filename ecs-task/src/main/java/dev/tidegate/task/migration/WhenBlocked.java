package dev.tidegate.task.migration;

/** What the pre-traffic run does when a migration is blocked. */
public enum WhenBlocked {
    /** Runs nothing at all. */
    REFUSE("refuse"),
    /** Runs what is ready and leaves the blocked ones. */
    SKIP("skip");

    private final String word;

    WhenBlocked(String word) {
        this.word = word;
    }

    /** As settings spell it. */
    public String word() {
        return word;
    }
}
