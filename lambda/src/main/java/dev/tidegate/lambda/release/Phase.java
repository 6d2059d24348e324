package dev.tidegate.lambda.release;

/** The two moments of a deployment at which migrations run. */
public enum Phase {
    /** Before any task of the new code starts. */
    PRE_TRAFFIC("pre-traffic", "pre"),
    /** When the deployment has succeeded and the old code is proven gone. */
    POST_TRAFFIC("post-traffic", "post");

    private final String text;
    private final String key;

    Phase(String text, String key) {
        this.text = text;
        this.key = key;
    }

    /** The word people read and the migration task gets as {@code TIDEGATE_PHASE}. */
    public String text() {
        return text;
    }

    /** The short word in task names and settings. */
    public String key() {
        return key;
    }
}
