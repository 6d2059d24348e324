package dev.tidegate.lambda.release;

/** Stops migration tasks while their release goes on; what is still to be stopped after its end, {@link Correspondent} sees to. */
final class Stopping {
    private final Cloud cloud;
    private final Watcher watcher;

    Stopping(Cloud cloud, Watcher watcher) {
        this.cloud = cloud;
        this.watcher = watcher;
    }

    /** The task that overruns, or is not wanted any more. */
    void running(Release release, String why) {
        if (release.state() instanceof State.Running running) {
            running.attempt().task().ifPresent(task -> stop(release, task, why));
        }
    }

    /** A task that was started just now while somebody else ended the release. */
    void unwanted(Release release, State started) {
        if (release.state() instanceof State.Ended && started instanceof State.Running running) {
            running.attempt().task().ifPresent(task -> stop(release, task, release.history().getLast().why()));
        }
    }

    /** The next look tries again; failing to do so must not hold up what was decided. */
    private void stop(Release release, String task, String why) {
        try {
            cloud.stop(release.knownTarget(), task, why);
        } catch (Cloud.Unavailable | Cloud.AnswerNotTaken e) {
            watcher.failed(release, e);
        }
    }
}
