package dev.tidegate.task.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tidegate.task.history.AppliedMigration;
import dev.tidegate.task.history.Floor;
import dev.tidegate.task.migration.Version;

/** What a run says of the floor and of schemas that it did not begin. */
public final class FloorMessages {
    private FloorMessages() {}

    /**
     * Why an image is refused, and what to do.
     *
     * @param lacked what it lacks, at least one
     */
    public static String below(Floor floor, List<AppliedMigration> lacked) {
        return "this image is below the floor, nothing was run" + lackedLines(lacked)
                + "\n  deploy a newer image" + newer(floor, lacked.size() == 1 ? "it" : "them")
                + "; to roll back to this one is too late: what its code may need is gone from the database";
    }

    private static String newer(Floor floor, String lacked) {
        return floor.newest().map(AppliedMigration::provenance).filter(from -> from.isOfKnownRelease())
                .map(from -> ": " + from.release() + ", or a later one").orElse(", one that has " + lacked);
    }

    /**
     * Why code is refused that came before the releases that ran these migrations, and what to do.
     *
     * @param version of the code
     * @param ran at least one
     */
    public static String olderThan(Optional<String> version, List<AppliedMigration> ran) {
        return version.map(code -> "the code of " + code).orElse("the code of this release")
                + " was released before, and is below the floor, nothing was run"
                + lines(ran.stream().map(migration -> "post-traffic migration " + migration.title()
                        + " is not rollback-safe; " + origin(migration) + ", later"))
                + "\n  deploy the code of that release or a later one; if this code does know the migrations, build it anew";
    }

    /** The same as a warning of {@code plan}. */
    public static String wouldBeRefused(List<AppliedMigration> lacked) {
        return "pre would refuse this image, it is below the floor" + lackedLines(lacked);
    }

    private static String lackedLines(List<AppliedMigration> lacked) {
        return lines(lacked.stream().map(migration -> "it lacks post-traffic migration " + migration.title()
                + ", which is not rollback-safe; " + origin(migration)));
    }

    /** A warning of migrations that may or may not make the image too old. */
    public static String doubtful(List<AppliedMigration> lacked) {
        return "this image lacks applied migrations of which nobody noted the phase; if one is post-traffic, this image is"
                + " too old" + lines(lacked.stream().map(migration -> migration.title() + "; " + origin(migration)));
    }

    /** A warning of migrations that a newer image has brought, out of order. */
    public static String appliedSince(List<AppliedMigration> since) {
        return "this image is older than migrations that were applied after all of its own, and goes on without them"
                + lines(since.stream().map(migration -> migration.title() + ", marked " + migration.provenance()
                        .marked()
                        .orElseThrow().word() + "; " + origin(migration)));
    }

    private static String origin(AppliedMigration migration) {
        return migration.provenance().release() + " applied it at " + Instants.text(migration.at());
    }

    /** Why a schema without a history is left alone, and the ways out. */
    public static String occupied(String schema, String table) {
        return "schema \"" + schema + "\" is not empty and has no schema history \"" + table + "\", nothing was run"
                + "\n  if these scripts made it what it is, name the last one that did:"
                + " setting baseline (TIDEGATE_BASELINE or --baseline), such as --baseline=12;"
                + "\n  if its objects are somebody else's, run all scripts beside them with --baseline=0, or in a schema of"
                + " their own with --schema";
    }

    /** Why a history with undone migrations is not taken over as it is, and the way out. */
    public static String undone(String schema, String table) {
        String name = "\"" + schema + "\".\"" + table + "\"";
        return "the schema history has rows of undone migrations, which only Flyway's paid editions can read, nothing was run"
                + "\n  take them out of it; the migrations stay undone, and are pending again if they have scripts:"
                + "\n  delete from " + name + " a using " + name
                + " u where u.type like 'UNDO%' and a.version = u.version"
                + " and a.installed_rank <= u.installed_rank";
    }

    /** What is about to be done to such a schema. */
    public static String baselining(String schema, Version baseline) {
        return "schema \"" + schema + "\" has no schema history: migrations up to " + baseline + " count as applied";
    }

    private static String lines(Stream<String> lines) {
        return lines.map(line -> "\n  " + line).collect(Collectors.joining());
    }
}
