package dev.tidegate.task.history;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.tidegate.task.migration.Script;
import dev.tidegate.task.migration.Version;

/**
 * The line below which code can no longer be deployed: the newest release whose post-traffic migrations ran. An image whose
 * scripts lack one of these migrations was built before it, so its code may need what the migration took away.
 *
 * @param migrations the applied post-traffic migrations that are not rollback-safe, in the order in which they were applied
 */
public record Floor(List<AppliedMigration> migrations) {
    public Floor {
        migrations = migrations.stream().filter(AppliedMigration::raisesFloor).toList();
    }

    /** The migration that raised it last; empty when there is no floor. */
    public Optional<AppliedMigration> newest() {
        return migrations.isEmpty() ? Optional.empty() : Optional.of(migrations.getLast());
    }

    /** Those that an image with {@code scripts} does not have; with any it is below the floor. */
    public List<AppliedMigration> lackedBy(Collection<Script> scripts) {
        return lackedBy(scripts, migrations);
    }

    /** Those that were applied by one of {@code releases}. */
    public List<AppliedMigration> appliedBy(Set<String> releases) {
        return migrations.stream().filter(migration -> migration.provenance().run().flatMap(
                Provenance.AppliedBy::release).filter(releases::contains).isPresent()).toList();
    }

    /**
     * Applied versioned migrations of which nobody noted the phase, and which an image with {@code scripts} does not have.
     * Java migrations are not among them: no image has their scripts.
     */
    public static List<AppliedMigration> doubtful(Collection<AppliedMigration> applied, Collection<Script> scripts) {
        return lackedBy(scripts, applied.stream()
                .filter(migration -> migration.provenance().marked().isEmpty() && migration.script().endsWith(".sql"))
                .toList());
    }

    /**
     * What an image with {@code scripts} lacks, although it comes before the newest version it has, because it is older: it was
     * applied after everything that the image has, and the code before it can live with it. Of what was applied earlier the
     * script must have been lost.
     *
     * @param applied in the order of their application
     */
    public static List<AppliedMigration> appliedSince(List<AppliedMigration> applied, Collection<Script> scripts) {
        Set<AppliedMigration> lacked = Set.copyOf(lackedBy(scripts, applied));
        int last = -1;
        for (int at = 0; at < applied.size(); at++) {
            last = applied.get(at).version().isPresent() && !lacked.contains(applied.get(at)) ? at : last;
        }
        Optional<Version> newest = scripts.stream().flatMap(script -> script.identity().versionIfAny().stream()).max(
                Comparator.naturalOrder());
        return applied.stream().skip(last + 1L).filter(lacked::contains).filter(AppliedMigration::letsOlderCodeLive)
                .filter(migration -> newest.filter(version -> migration.version().orElseThrow().compareTo(version) < 0)
                        .isPresent())
                .toList();
    }

    private static List<AppliedMigration> lackedBy(Collection<Script> scripts, List<AppliedMigration> applied) {
        if (applied.isEmpty()) {
            return List.of();
        }
        Set<String> present = scripts.stream().map(script -> script.identity().key()).collect(Collectors.toSet());
        return applied.stream()
                .filter(migration -> migration.version().isPresent() && !present.contains(migration.key())).toList();
    }
}
