package dev.tidegate.task.history;

import java.time.Instant;
import java.util.Optional;

import dev.tidegate.task.migration.Identity;
import dev.tidegate.task.migration.MarkedPhase;
import dev.tidegate.task.migration.Migration;
import dev.tidegate.task.migration.Version;

/**
 * A migration that the schema history calls applied.
 *
 * @param script as the schema history spells it
 * @param at when it was applied
 */
public record AppliedMigration(Identity identity, String script, Instant at, Provenance provenance) {
    static AppliedMigration now(Migration migration, Instant at, Provenance.AppliedBy run) {
        return new AppliedMigration(migration.identity(), migration.file(), at, new Provenance(
                Optional.of(migration.mark().phase()), migration.mark().rollbackSafe(), Optional.of(run)));
    }

    /** Its version, unless it is repeatable. */
    public Optional<Version> version() {
        return identity.versionIfAny();
    }

    /** What it is called and where it stood: {@code 3 "drop name" (V3__drop_name.sql)}. */
    public String title() {
        String name = "\"" + identity.description() + "\" (" + script + ")";
        return version().map(version -> version + " " + name).orElse(name);
    }

    /**
     * Whether code that does not know it can no longer work. Repeatable ones never count: a newer image may have dropped the
     * script for good, so lacking it does not make an image old.
     */
    boolean raisesFloor() {
        return version().isPresent() && provenance.marked().equals(Optional.of(MarkedPhase.POST_TRAFFIC))
                && !provenance.rollbackSafe();
    }

    /** Whether it is known to do no harm to code that does not know it. */
    boolean letsOlderCodeLive() {
        return provenance.marked().isPresent() && !raisesFloor();
    }

    /** This one, as {@code note} tells it. The note's instant is exact; Flyway's depends on a session's time zone. */
    AppliedMigration as(AppliedMigration note) {
        return new AppliedMigration(identity, script, note.at(), note.provenance());
    }

    AppliedMigration with(Provenance other) {
        return new AppliedMigration(identity, script, at, other);
    }

    /** What makes two of them the same migration. */
    String key() {
        return identity.key();
    }
}
