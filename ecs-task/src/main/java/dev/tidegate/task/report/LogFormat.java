package dev.tidegate.task.report;

/** How progress is written. */
public enum LogFormat {
    /** Lines for people. */
    TEXT("text"),
    /** One JSON object per line, for programs. */
    JSON("json");

    private final String word;

    LogFormat(String word) {
        this.word = word;
    }

    /** The format as it is typed. */
    public String word() {
        return word;
    }
}
