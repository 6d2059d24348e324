package dev.tidegate.lambda.release;

/** Is told what happens to releases, for logs and metrics. */
public interface Watcher {
    /**
     * A release has entered a state, or made a step within it, and that is recorded.
     *
     * @param before as it was before the step
     */
    void entered(Release before, Release release, String why);

    /** A wake-up changed nothing. */
    void waits(Release release, String why);

    /** A wake-up could not look or act; a later one will. */
    void failed(ReleaseId id, RuntimeException problem);

    /** Somebody made a direct call. @param by who, as far as the call tells */
    void asked(String command, String by);
}
