package dev.tidegate.lambda.release;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What people may ask of a release, and what that changes. Pure. */
public final class Requests {
    private Requests() {}

    /** What became of a request. */
    public sealed interface Reply {
        /** The release is to be saved, with the lineage if there is one, and then looked at. */
        record Granted(Release release, Optional<Lineage> lineage) implements Reply {}

        /** Nothing changes. @param why what would have to be otherwise */
        record Denied(String why) implements Reply {}
    }

    /** The release is to end without going on. */
    public static Reply cancel(Release release, Wish wish) {
        if (release.state() instanceof State.Ended) {
            return new Reply.Denied("nothing to cancel: release \"" + release.id() + "\" has ended ("
                    + release.state().name() + ")");
        }
        return granted(release.with(release.wishes().cancelled(wish)).noting(wish.at(), "cancel was asked " + wish));
    }

    /** The post-traffic phase may run. */
    public static Reply approve(Release release, Rules rules, Wish wish) {
        if (release.state() instanceof State.Ended) {
            return new Reply.Denied("nothing to approve: release \"" + release.id() + "\" has ended ("
                    + release.state().name() + ")");
        }
        if (!rules.approval()) {
            return new Reply.Denied("nothing to approve: the settings of the database have no \"approval\": true");
        }
        return release.wishes().approval().isPresent() ? granted(release)
                : granted(release.with(release.wishes().approved(wish)).noting(wish.at(), "approved " + wish));
    }

    /** The containers of tasks that ECS has given up have ended. */
    public static Reply ended(Release release, Lineage lineage, Set<String> tasks, Wish wish) {
        if (release.state() instanceof State.Ended) {
            return new Reply.Denied("nobody waits: release \"" + release.id() + "\" has ended ("
                    + release.state().name() + ")");
        }
        List<String> waited = lineage.orphans().waited().stream().map(orphan -> orphan.task().task()).toList();
        List<String> others = tasks.stream().filter(task -> !waited.contains(task)).sorted().toList();
        if (!others.isEmpty()) {
            return new Reply.Denied("not waited for: " + String.join(", ", others) + "; ECS has given up "
                    + (waited.isEmpty() ? "no task" : String.join(", ", waited)));
        }
        String words = "the containers of " + String.join(", ", tasks.stream().sorted().toList())
                + " have ended, it was said "
                + wish;
        return new Reply.Granted(release.noting(wish.at(), words), Optional.of(lineage.with(lineage.orphans().end(
                tasks, wish.at()))));
    }

    /** A failed post-traffic phase is to be tried again, or one that waits for its next attempt at once. */
    public static Reply retry(Release release, Lineage lineage, Wish wish) {
        return switch (release.state()) {
            case State.PostFailed _ when lineage.openAfter(release.id()).isPresent() -> new Reply.Denied("release \""
                    + release.id() + "\" is not the newest of its database: " + lineage.openAfter(release.id())
                            .orElseThrow().id() + " runs what is still pending");
            case State.PostFailed failed -> new Reply.Granted(begin(release, failed, wish), Optional.of(lineage.reopen(
                    release.id())));
            case State.Draining draining when draining.notBefore().isPresent() -> granted(release.follow(Decision.to(
                    draining.hurried(), "retry was asked " + wish), wish.at()).noting(wish.at(), "retry was asked "
                            + wish));
            case State.Opened _,State.PreRunning _,State.Armed _,State.Draining _,State.PostRunning _ ->
                new Reply.Denied("nothing to retry: release \"" + release.id() + "\" is " + release.state().name()
                        + "; ask \"explain\" what it waits for");
            case State.Ended _ -> new Reply.Denied("nothing to retry: release \"" + release.id() + "\" has ended ("
                    + release.state().name() + "); only a failed post-traffic phase can be tried again");
        };
    }

    /** The drain has to be proven anew; the delay goes on counting from the first proof. */
    private static Release begin(Release release, State.PostFailed failed, Wish wish) {
        State.Draining again = State.Draining.begin().proven(failed.evidence().drainedAt()).after(failed.tries());
        return release.follow(Decision.to(again, "retry was asked " + wish), wish.at()).lookingAt(Optional.of(wish
                .at()));
    }

    /** Somebody waits for the end of a phase. */
    public static Reply await(Release release, Caller caller, Instant now) {
        return release.correspondence().hasRoomFor(caller)
                ? granted(release.with(release.correspondence().with(caller).from(now)).lookingAt(Optional.of(now)))
                : new Reply.Denied(Correspondence.MOST_CALLERS + " task tokens wait for release \"" + release.id()
                        + "\" already; wait until they have been answered, or until the release has ended");
    }

    /** A hook of the same deployment waits, too. */
    public static Release await(Release release, Hook hook, Instant now) {
        return release.correspondence().knows(hook.executionId()) ? release
                : release.with(release.correspondence().with(hook).from(now)).lookingAt(Optional.of(now));
    }

    private static Reply granted(Release release) {
        return new Reply.Granted(release, Optional.empty());
    }
}
