package dev.tidegate.task.report;

import java.util.List;

import dev.tidegate.task.history.AppliedMigration;
import dev.tidegate.task.history.Floor;
import dev.tidegate.task.history.Provenance;
import dev.tidegate.task.migration.Version;

/** The floor as an aligned table, and as JSON. */
public final class FloorTable {
    private static final List<String> HEAD = List.of("VERSION", "DESCRIPTION", "RELEASE", "CODE", "APPLIED",
            "EVIDENCE");

    private FloorTable() {}

    /** The table with a headline, or one line when there is no floor. */
    public static String text(Floor floor) {
        return floor.newest().map(newest -> text(floor, newest))
                .orElse("no floor: no post-traffic migration has run that is not rollback-safe");
    }

    private static String text(Floor floor, AppliedMigration newest) {
        Columns columns = new Columns(HEAD);
        floor.migrations().forEach(migration -> columns.add(row(migration)));
        return "the floor is " + newest.provenance().release()
                + "; pre refuses an image that lacks a script of one of these post-traffic migrations:"
                + columns.text();
    }

    private static List<String> row(AppliedMigration migration) {
        return List.of(migration.version().map(Version::text).orElse("-"), migration.identity().description(),
                migration.provenance().run().flatMap(Provenance.AppliedBy::release).orElse("unknown"),
                migration.provenance().run().flatMap(Provenance.AppliedBy::version).orElse("-"),
                Instants.text(migration.at()),
                migration.provenance().run().flatMap(Provenance.AppliedBy::evidence).orElse("-"));
    }

    /** The members {@code release}, {@code releaseVersion} and {@code appliedAt} of the newest, and {@code migrations}. */
    static Json json(Floor floor) {
        JsonObject json = new JsonObject();
        floor.newest().ifPresent(newest -> release(json, newest));
        return json.put("migrations", floor.migrations().stream().map(FloorTable::json).toList()).build();
    }

    private static Json json(AppliedMigration migration) {
        JsonObject json = new JsonObject().put("version", migration.version())
                .put("description", migration.identity().description()).put("script", migration.script());
        return release(json, migration)
                .put("evidence", migration.provenance().run().flatMap(Provenance.AppliedBy::evidence)).build();
    }

    private static JsonObject release(JsonObject json, AppliedMigration migration) {
        return json.put("release", migration.provenance().run().flatMap(Provenance.AppliedBy::release))
                .put("releaseVersion", migration.provenance().run().flatMap(Provenance.AppliedBy::version))
                .put("appliedAt", Instants.text(migration.at()));
    }
}
