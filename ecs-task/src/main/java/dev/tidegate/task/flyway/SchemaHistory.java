package dev.tidegate.task.flyway;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.tidegate.task.database.Catalog;
import dev.tidegate.task.database.DatabaseFailure;
import dev.tidegate.task.database.Watch;
import dev.tidegate.task.migration.Migration;
import dev.tidegate.task.migration.Script;
import dev.tidegate.task.migration.Version;
import dev.tidegate.task.script.Placeholders;
import dev.tidegate.task.outcome.Failure;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;
import dev.tidegate.task.sql.Name;
import dev.tidegate.task.stop.Stop;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.ValidateResult;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** Flyway, led by the hand: one schema history table, and only the planned scripts in sight. */
public final class SchemaHistory {
    private static final Set<MigrationState> NOT_APPLIED = Set.of(MigrationState.PENDING, MigrationState.OUTDATED,
            MigrationState.IGNORED);

    private final DataSource database;
    private final DataSource beside;
    private final Watch watch;
    private final Place place;
    private final Placeholders placeholders;
    private Set<String> failed = Set.of();

    /**
     * Opens nothing yet.
     *
     * @param database for the session that migrates
     * @param beside for sessions that look on, without limits
     */
    public SchemaHistory(DataSource database, DataSource beside, Place place, Placeholders placeholders) {
        this.database = database;
        this.beside = beside;
        this.watch = new Watch(beside, place.schema());
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
     * @param lockTimeout how long a statement queues for a lock; zero for ever, and then nobody looks before
     * @param lockBudget how long a migration goes on trying to get its locks
     * @param statementTimeout how long a statement may run that writes the catalog only; zero for ever
     */
    public record Limits(Stop stop, Duration lockTimeout, Duration lockBudget, Duration statementTimeout) {}

    /**
     * Compares all scripts with the history. A script that failed outside a transaction counts as pending: the catalog will
     * tell what it has left.
     *
     * @param lacking applied versions whose scripts may be missing
     * @throws TaskException when an applied script was changed or removed, a migration failed before and was not repaired, or
     *         the database cannot be reached
     */
    public State read(List<Script> scripts, Set<Version> lacking) {
        Flyway flyway = all(scripts).load();
        try {
            ValidateResult validation = flyway.validateWithResult();
            MigrationInfo[] infos = flyway.info().all();
            failed = Stream.of(infos).filter(info -> info.getState().isFailed()).map(MigrationInfo::getScript)
                    .filter(file -> scripts.stream().anyMatch(script -> script.file().equals(file)))
                    .filter(file -> !planned().one(file).inTransaction()).collect(Collectors.toSet());
            Set<String> titles = Stream.of(infos).filter(info -> failed.contains(info.getScript())).map(info -> info
                    .getVersion() + " " + info.getDescription()).collect(Collectors.toSet());
            Validation.check(validation, infos, output -> titles.contains(output.version + " " + output.description)
                    || Version.parse(output.version).filter(lacking::contains).isPresent());
            Set<String> pending = Stream.of(infos).filter(info -> NOT_APPLIED.contains(info.getState()))
                    .map(MigrationInfo::getScript).collect(Collectors.toSet());
            return new State(Stream.of(infos).noneMatch(info -> info.getState().isApplied()),
                    scripts.stream().filter(script -> pending.contains(script.file()) || failed.contains(script
                            .file())).toList());
        } catch (FlywayException e) {
            throw new FlywayFailure(e).whileReading();
        }
    }

    private PlannedScripts planned() {
        return new PlannedScripts(place.folder(), placeholders, () -> {
            try {
                return watch.ask(connection -> connection.getMetaData().getDatabaseMajorVersion());
            } catch (SQLException e) {
                throw DatabaseFailure.of("cannot ask the database how things are", e);
            }
        });
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
            showing(new VisibleScripts(place.folder(), List.of())).baselineVersion(version.text()).load().baseline();
        } catch (FlywayException e) {
            throw new FlywayFailure(e).whileBaselining();
        }
    }

    /**
     * Runs exactly these migrations, those that another runner has applied in the meantime excepted.
     *
     * @throws TaskException when one fails, a lock cannot be had, or it is time to stop
     */
    public void migrate(List<Migration> migrations, Limits limits, Observers observers) {
        MigrationListener listener = observers.listener();
        List<PlannedScript> scripts = planned().read(migrations, limits.stop());
        PlannedResources resources = new PlannedResources(place.folder(), scripts, limits.stop());
        try (watch; Monitor monitor = new Monitor(watch, limits.stop(), listener)) {
            Witness.Companions with = new Witness.Companions(limits, new Look(limits.stop().clock()),
                    new Resumption(beside, monitor, listener, new Resumption.Earlier(failed, observers.recorder(),
                            this::failedRows)), monitor, listener);
            Witness witness = new Witness(scripts, resources, with);
            removeFailedRows(scripts, listener);
            FluentConfiguration configuration = showing(resources).validateOnMigrate(false).callbacks(witness,
                    new Recording(migrations, observers.recorder(), listener)).lockRetryCount(0);
            new Attempts(watch, witness, with).run(new FlywayTries(new Portions(scripts, resources, witness),
                    configuration, new OtherRunner(watch, limits.stop(), listener, place), observers.recorder()));
        } catch (SQLException e) {
            throw DatabaseFailure.of("cannot ask the database how things are", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TaskException(Failure.of(Outcome.FAILED, "interrupted"), e);
        }
    }

    /** Flyway and what stands around it, for the attempts. */
    private final class FlywayTries implements Attempts.Tries {
        private final Portions portions;
        private final FluentConfiguration configuration;
        private final OtherRunner other;
        private final MigrationRecorder recorder;

        private FlywayTries(Portions portions, FluentConfiguration configuration, OtherRunner other,
                MigrationRecorder recorder) {
            this.portions = portions;
            this.configuration = configuration;
            this.other = other;
            this.recorder = recorder;
        }

        @Override
        public void migrate() {
            portions.each(() -> configuration.load().migrate());
        }

        @Override
        public void awaitOther(int applied) throws SQLException, InterruptedException {
            other.await(applied);
        }

        @Override
        public void failed(PlannedScript script, boolean nothingDone) throws SQLException {
            watch.ask(connection -> {
                if (nothingDone) {
                    failedRows(connection).delete(script.migration().file());
                }
                recorder.failed(connection, script.migration().file());
                return script;
            });
        }
    }

    /** Flyway refuses to run anything while one stands, also those of scripts that are not planned now. */
    private void removeFailedRows(List<PlannedScript> scripts, MigrationListener listener) throws SQLException {
        for (String file : failed) {
            PlannedScript script = scripts.stream().filter(known -> known.migration().file().equals(file)).findFirst()
                    .orElseGet(() -> planned().one(file));
            watch.ask(connection -> {
                failedRows(connection).remove(script, listener);
                return script;
            });
        }
    }

    private FailedRows failedRows(Connection connection) throws SQLException {
        String schema = place.schema().isPresent() ? place.schema().get() : new Catalog(connection).schema();
        return new FailedRows(connection, new Name(List.of(schema, place.table())));
    }

    /**
     * All scripts, as for a comparison with the history. Newer applied versions that this image does not have are no
     * problem (an older release is deployed again), nor are repeatable ones it does not have (they have no order).
     */
    private FluentConfiguration all(List<Script> scripts) {
        return showing(new VisibleScripts(place.folder(), scripts.stream().map(Script::file).toList()))
                .ignoreMigrationPatterns("*:pending", "*:future",
                        "repeatable:missing");
    }

    private FluentConfiguration showing(ResourceProvider scripts) {
        FluentConfiguration configuration = Flyway.configure().loggers(QuietLog.class.getName()).dataSource(database)
                .locations(new String[0])
                .resourceProvider(scripts).javaMigrationClassProvider(List::of)
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
