package dev.tidegate.task.check.rule;

/** What a finding is about. */
public enum Hazard {
    /** A statement that old code could run fails, or can no longer do what it did. */
    OLD_CODE("old-code"),
    /** Old code goes on without an error, but something means something else. */
    MEANING("meaning"),
    /** New code may need it before this migration has run. */
    NEW_CODE("new-code"),
    /** Readers or writers wait, for longer the larger the table is, or although they need not. */
    LOCK("lock"),
    /** It depends on the rows whether it works. */
    DATA("data"),
    /** Rows or values are gone for good. */
    LOSS("loss"),
    /** The script or its marks. */
    SCRIPT("script");

    private final String word;

    Hazard(String word) {
        this.word = word;
    }

    /** As the output spells it. */
    public String word() {
        return word;
    }
}
