package dev.tidegate.lambda.release;

/** Says nothing of what it sees. */
final class SilentWatcher implements Watcher {
    @Override
    public void entered(Release before, Release release, String why) {}

    @Override
    public void waits(Release release, String why) {}

    @Override
    public void failed(ReleaseId id, RuntimeException problem) {}

    @Override
    public void asked(Asked asked) {}
}
