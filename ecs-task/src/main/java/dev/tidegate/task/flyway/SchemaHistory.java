package dev.tidegate.task.flyway;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.tidegate.task.migration.Migration;
import dev.tidegate.task.migration.Script;
import dev.tidegate.task.migration.Version;
import dev.tidegate.task.script.Placeholders;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.ValidateResult;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** Flyway, led by the hand: one schema history table, and only the planned scripts in sight. */
public final class SchemaHistory {
    private static final Set<MigrationState> NOT_APPLIED = Set.of(MigrationState.PENDING, MigrationState.OUTDATED,
            MigrationState.IGNORED);
    private static final int LONGEST_LOCK_WAIT_SECONDS = 24 * 60 * 60;

    private final DataSource database;
    private final Place place;
    private final Placeholders placeholders;

    public SchemaHistory(DataSource database, Place place, Placeholders placeholders) {
        this.database = database;
        this.place = place;
        this.placeholders = placeholders;
    }

    /**
     * Where things are.
     *
     * @param folder the scripts
     * @param schema the schema of the history table and of unqualified names; empty for the login's own
     * @param table the history table
     */
    public record Place(Path folder, Optional<String> schema, String table) {}

    /**
     * What the history says of the scripts.
     *
     * @param empty whether nothing has ever been applied
     * @param pending the scripts that have not run, or repeatable ones that have changed since
     */
    public record State(boolean empty, List<Script> pending) {}

    /**
     * The limits of one run.
     *
     * @param statementTimeout zero for none
     */
    public record Limits(Deadline deadline, Duration statementTimeout) {}

    /**
     * Compares all scripts with the history.
     *
     * @throws dev.tidegate.task.outcome.TaskException when an applied script was changed or removed, a migration failed
     *         before and was not repaired, or the database cannot be reached
     */
    public State read(List<Script> scripts) {
        Flyway flyway = all(scripts).load();
        try {
            ValidateResult validation = flyway.validateWithResult();
            MigrationInfo[] infos = flyway.info().all();
            Validation.check(validation, infos);
            Set<String> pending = Stream.of(infos).filter(info -> NOT_APPLIED.contains(info.getState()))
                    .map(MigrationInfo::getScript).collect(Collectors.toSet());
            return new State(Stream.of(infos).noneMatch(info -> info.getState().isApplied()),
                    scripts.stream().filter(script -> pending.contains(script.file())).toList());
        } catch (FlywayException e) {
            throw new FlywayFailure(e).whileReading();
        }
    }

    /**
     * Who is told what is done.
     *
     * @param listener tells people
     * @param recorder tells the database
     */
    public record Observers(MigrationListener listener, MigrationRecorder recorder) {}

    /**
     * Begins the history of a schema that has none: migrations up to {@code version} count as applied. Another runner may have
     * done the same in the meantime.
     *
     * @throws dev.tidegate.task.outcome.TaskException when there is a history that begins otherwise
     */
    public void baseline(Version version) {
        try {
            showing(List.of()).baselineVersion(version.text()).load().baseline();
        } catch (FlywayException e) {
            throw new FlywayFailure(e).whileBaselining();
        }
    }

    /**
     * Runs exactly these migrations, those that another runner has applied in the meantime excepted.
     *
     * @throws dev.tidegate.task.outcome.TaskException when one fails, a lock cannot be had or the deadline is reached
     */
    public void migrate(List<Migration> planned, Limits limits, Observers observers) {
        Witness witness = new Witness(planned, limits, observers.listener());
        Recording recording = new Recording(planned, observers.recorder(), observers.listener());
        FluentConfiguration configuration = showing(planned.stream().map(Migration::file).toList())
                .validateOnMigrate(false).callbacks(witness, recording).lockRetryCount(lockRetries(limits.deadline()));
        try {
            configuration.load().migrate();
            witness.ended();
        } catch (FlywayException e) {
            throw new FlywayFailure(e).whileMigrating(witness, limits.deadline());
        }
    }

    /** Flyway asks once a second for the lock that lets one runner at a time work, and counts how often it asked. */
    private static int lockRetries(Deadline deadline) {
        return deadline.left().map(left -> (int) Math.min(LONGEST_LOCK_WAIT_SECONDS, Math.max(1, left.toSeconds())))
                .orElse(LONGEST_LOCK_WAIT_SECONDS);
    }

    /**
     * All scripts, as for a comparison with the history. Newer applied versions that this image does not have are no
     * problem (an older release is deployed again), nor are repeatable ones it does not have (they have no order).
     */
    private FluentConfiguration all(List<Script> scripts) {
        return showing(scripts.stream().map(Script::file).toList()).ignoreMigrationPatterns("*:pending", "*:future",
                "repeatable:missing");
    }

    private FluentConfiguration showing(List<String> files) {
        FluentConfiguration configuration = Flyway.configure().loggers(QuietLog.class.getName()).dataSource(database)
                .locations(new String[0])
                .resourceProvider(new VisibleScripts(place.folder(), files)).javaMigrationClassProvider(List::of)
                .table(place.table()).outOfOrder(true).connectRetries(0);
        switch (placeholders) {
            case Placeholders.Off() -> configuration.placeholderReplacement(false);
            case Placeholders.On(Map<String, String> values) ->
                configuration.placeholderReplacement(true).placeholders(values);
        }
        place.schema().ifPresent(configuration::defaultSchema);
        // The default lock is held by an open transaction, for which CREATE INDEX CONCURRENTLY would wait for ever.
        configuration.getConfigurationExtension(PostgreSQLConfigurationExtension.class).setTransactionalLock(false);
        return configuration;
    }
}
