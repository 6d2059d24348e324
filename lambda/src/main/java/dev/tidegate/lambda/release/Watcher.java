package dev.tidegate.lambda.release;

import java.util.Optional;

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

    /** The same of a release that could be read. */
    default void failed(Release release, RuntimeException problem) {
        failed(release.id(), problem);
    }

    /** Somebody made a direct call, and has been answered. */
    void asked(Asked asked);

    /**
     * A direct call.
     *
     * @param about the release, or the database
     * @param by who, as far as the call tells
     * @param refused why; empty when it was done
     */
    record Asked(String command, String about, String by, Optional<String> refused) {}
}
