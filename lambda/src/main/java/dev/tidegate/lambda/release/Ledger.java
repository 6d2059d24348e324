package dev.tidegate.lambda.release;

import java.util.List;
import java.util.Optional;

/** Where releases are kept. Every method may throw {@link Cloud.Unavailable}. */
public interface Ledger {
    /** The release as it was last written. */
    Optional<Release> find(ReleaseId id);

    /**
     * Writes a new release unless there is one of that id.
     *
     * @return the release that is kept now, be it this one or the other
     */
    Release openIfAbsent(Release release);

    /**
     * Writes over the revision that the release was made from.
     *
     * @return the release with its new revision
     * @throws Conflict when somebody else has written in between
     */
    Release save(Release release) throws Conflict;

    /** The releases that still need attention, oldest first; one just written may be missing. */
    List<ReleaseId> needingAttention();

    /** Somebody else has written the release since it was read. */
    final class Conflict extends Exception {
        private static final long serialVersionUID = 1L;

        public Conflict(ReleaseId id) {
            super("release " + id + " was changed by another wake-up");
        }
    }
}
