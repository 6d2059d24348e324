package dev.tidegate.lambda.release;

/** Is told what happens to releases, for logs and events. */
public interface Watcher {
    /** A release has entered a state, or made a step within it, and that is recorded. */
    void entered(Release release, String why);

    /** A wake-up changed nothing. */
    void waits(Release release, String why);

    /** A wake-up could not look or act; a later one will. */
    void failed(ReleaseId id, RuntimeException problem);
}
