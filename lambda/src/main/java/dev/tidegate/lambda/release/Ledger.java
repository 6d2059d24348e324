package dev.tidegate.lambda.release;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

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

    /**
     * Writes both over the revisions that they were made from, or neither.
     *
     * @return the release with its new revision
     * @throws Conflict when somebody else has written one of them in between
     */
    Release save(Release release, Lineage lineage) throws Conflict;

    /** The releases of a database as they were last written. */
    Lineage lineage(String database);

    /**
     * The releases that have to be looked after by now, those that wait longest first; one just written may be missing. They
     * are read page by page while the stream is consumed, so that any part of it may throw {@link Cloud.Unavailable}.
     */
    Stream<ReleaseId> due(Instant now);

    /** Somebody else has written since it was read. */
    final class Conflict extends Exception {
        private static final long serialVersionUID = 1L;

        public Conflict(ReleaseId id) {
            super("release " + id + ", or the lineage of its database, was changed by another wake-up");
        }
    }
}
