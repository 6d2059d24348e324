package dev.tidegate.task.history;

import java.util.Optional;

import dev.tidegate.task.migration.Mark;
import dev.tidegate.task.migration.MarkedPhase;
import dev.tidegate.task.migration.Phase;

/**
 * How an applied migration came into the database.
 *
 * @param marked the phase its mark asked for; empty when nobody noted it
 * @param rollbackSafe whether its mark said that the code before it still works
 * @param run the run that applied it, and for whom; empty when it was not us, or when we were stopped before noting it
 */
public record Provenance(Optional<MarkedPhase> marked, boolean rollbackSafe, Optional<AppliedBy> run) {
    /**
     * The run that applied a migration.
     *
     * @param phase which of a release's two runs it was
     * @param release the release's id
     * @param version what identifies the release's code
     * @param evidence what showed that the old code was gone; only a post-traffic run has any
     */
    public record AppliedBy(Phase phase, Optional<String> release, Optional<String> version,
            Optional<String> evidence) {
        /** The release as messages name it: {@code release 42 (abc123)}. */
        public String text() {
            return release.map(id -> "release " + id + version.map(code -> " (" + code + ")").orElse(""))
                    .orElse(UNKNOWN);
        }
    }

    private static final String UNKNOWN = "an unknown release";

    /** Of a migration of which nothing is known but that it was applied. */
    static Provenance unknown() {
        return new Provenance(Optional.empty(), false, Optional.empty());
    }

    /** Of a migration that somebody unknown applied and whose script carries {@code mark}. */
    static Provenance unknown(Mark mark) {
        return new Provenance(Optional.of(mark.phase()), mark.rollbackSafe(), Optional.empty());
    }

    /** The release as messages name it, known or not. */
    public String release() {
        return run.map(AppliedBy::text).orElse(UNKNOWN);
    }

    /** Whether it is known which release it was. */
    public boolean isOfKnownRelease() {
        return run.flatMap(AppliedBy::release).isPresent();
    }
}
