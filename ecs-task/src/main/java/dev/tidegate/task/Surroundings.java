package dev.tidegate.task;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.tidegate.task.flyway.SchemaHistory;
import dev.tidegate.task.history.AppliedMigration;
import dev.tidegate.task.history.Floor;
import dev.tidegate.task.history.Provenance;
import dev.tidegate.task.history.QuickCheck;
import dev.tidegate.task.history.Recorder;
import dev.tidegate.task.history.ReleaseHistory;
import dev.tidegate.task.history.SchemaState;
import dev.tidegate.task.migration.Identity;
import dev.tidegate.task.migration.Phase;
import dev.tidegate.task.migration.Script;
import dev.tidegate.task.migration.Version;
import dev.tidegate.task.outcome.Failure;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;
import dev.tidegate.task.report.FloorMessages;
import dev.tidegate.task.settings.Settings;
import dev.tidegate.task.settings.Values;

/** What a run finds around its own scripts: the schema as earlier releases left it, and the floor that follows from it. */
final class Surroundings {
    private final Values values;
    private final ReleaseHistory releases;
    private final SchemaState state;

    private Surroundings(Values values, ReleaseHistory releases, SchemaState state) {
        this.values = values;
        this.releases = releases;
        this.state = state;
    }

    /** Looks; {@code scripts} may be empty. */
    static Surroundings look(Values values, DataSource database, Collection<Script> scripts) {
        ReleaseHistory releases = new ReleaseHistory(database, values.find(Settings.SCHEMA), values.get(
                Settings.TABLE));
        return new Surroundings(values, releases, releases.read(scripts));
    }

    Floor floor() {
        return new Floor(state.applied());
    }

    /**
     * For {@code pre} alone. An automatic rollback deployment brings back the code that ran before a release whose post-traffic
     * migrations have not run; nobody calls {@code pre} for it, so it is never held up here.
     *
     * @throws TaskException when an image with {@code scripts} is below the floor
     */
    void refuseBelowFloor(Collection<Script> scripts) {
        List<AppliedMigration> lacked = floor().lackedBy(scripts);
        if (!lacked.isEmpty()) {
            throw refused(FloorMessages.below(floor(), lacked));
        }
        List<AppliedMigration> later = byLaterReleases();
        if (!later.isEmpty()) {
            throw refused(FloorMessages.olderThan(values.find(Settings.VERSION), later));
        }
    }

    /** The image may be newer than the code whose release it serves. */
    private List<AppliedMigration> byLaterReleases() {
        return floor().appliedBy(values.find(Settings.LATER_RELEASES).stream().flatMap(ids -> Stream.of(ids.split(",")))
                .map(String::strip).collect(Collectors.toSet()));
    }

    /** What {@code pre} would refuse an image with {@code scripts} for, and what nobody can tell. */
    List<String> warnings(Collection<Script> scripts) {
        List<String> warnings = new ArrayList<>();
        List<AppliedMigration> lacked = floor().lackedBy(scripts);
        if (!lacked.isEmpty()) {
            warnings.add(FloorMessages.wouldBeRefused(lacked));
        }
        List<AppliedMigration> later = byLaterReleases();
        if (!later.isEmpty()) {
            warnings.add(FloorMessages.olderThan(values.find(Settings.VERSION), later));
        }
        doubt(scripts).ifPresent(warnings::add);
        return warnings;
    }

    /** Applied migrations that an image with {@code scripts} lacks because it is older, and can live with. */
    List<AppliedMigration> appliedSince(Collection<Script> scripts) {
        return Floor.appliedSince(state.applied(), scripts);
    }

    /** What nobody can tell of an image with {@code scripts}. */
    Optional<String> doubt(Collection<Script> scripts) {
        List<AppliedMigration> doubtful = Floor.doubtful(state.applied(), scripts);
        return doubtful.isEmpty() ? Optional.empty() : Optional.of(FloorMessages.doubtful(doubtful));
    }

    /**
     * What Flyway would say of {@code scripts}, when everything is as it should be; otherwise nothing.
     *
     * @throws TaskException when Flyway could not even read the history
     */
    Optional<SchemaHistory.State> compare(List<Script> scripts) {
        if (state instanceof SchemaState.WithHistory history && history.hasUndone()) {
            throw refused(FloorMessages.undone(history.schema(), values.get(Settings.TABLE)));
        }
        return new QuickCheck(values.get(Settings.MIGRATIONS), values.get(Settings.PLACEHOLDERS)).state(scripts, state);
    }

    /**
     * Where the history of a schema without one is to begin; empty when there is a history, or nothing at all.
     *
     * @throws TaskException when the schema is not empty and nobody said where
     */
    Optional<Version> baseline() {
        return state instanceof SchemaState.Occupied(String schema)
                ? Optional.of(values.find(Settings.BASELINE)
                        .orElseThrow(() -> refused(FloorMessages.occupied(schema, values.get(Settings.TABLE)))))
                : Optional.empty();
    }

    /** What is left of {@code pending} when the history begins at {@code baseline}. */
    static List<Script> above(Optional<Version> baseline, List<Script> pending) {
        return pending.stream().filter(script -> baseline.isEmpty() || switch (script.identity()) {
            case Identity.Versioned(Version version, String description) ->
                version.compareTo(baseline.orElseThrow()) > 0;
            case Identity.Repeatable repeatable -> true;
        }).toList();
    }

    /** Says what is about to happen to a schema without a history. */
    String baselining(Version baseline) {
        return FloorMessages.baselining(state.schema(), baseline);
    }

    /** Notes what was applied without being noted. */
    void fillUp() {
        releases.fillUp(state);
    }

    /** Notes what this run applies. */
    Recorder recorder(Phase phase, boolean fresh, InstantSource clock) {
        Optional<String> evidence = switch (phase) {
            case PRE_TRAFFIC -> fresh ? Optional.of("the database was fresh") : Optional.empty();
            case POST_TRAFFIC -> values.find(Settings.EVIDENCE);
        };
        return new Recorder(releases, state, new Provenance.AppliedBy(phase, values.find(Settings.RELEASE),
                values.find(Settings.VERSION), evidence), clock);
    }

    private static TaskException refused(String message) {
        return new TaskException(Failure.of(Outcome.REFUSED, message));
    }
}
