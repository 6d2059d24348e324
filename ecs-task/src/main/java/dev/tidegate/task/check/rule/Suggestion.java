package dev.tidegate.task.check.rule;

/** The mark that a script deserves by what it was seen doing. */
public enum Suggestion {
    ANY("any"), PRE_TRAFFIC("pre-traffic"), POST_TRAFFIC("post-traffic"), SPLIT("split");

    private final String word;

    Suggestion(String word) {
        this.word = word;
    }

    /** The mark, or that it must be split. */
    public String word() {
        return word;
    }
}
