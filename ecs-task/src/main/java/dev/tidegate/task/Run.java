package dev.tidegate.task;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.tidegate.task.check.record.UsedStatements;
import dev.tidegate.task.database.Database;
import dev.tidegate.task.database.ServerVersion;
import dev.tidegate.task.database.Session;
import dev.tidegate.task.flyway.SchemaHistory;
import dev.tidegate.task.history.AppliedMigration;
import dev.tidegate.task.history.Floor;
import dev.tidegate.task.history.Recorder;
import dev.tidegate.task.history.ReleaseHistory;
import dev.tidegate.task.migration.Migration;
import dev.tidegate.task.migration.PendingScripts;
import dev.tidegate.task.migration.Phase;
import dev.tidegate.task.migration.Plan;
import dev.tidegate.task.migration.PostTrafficOrder;
import dev.tidegate.task.migration.PreTrafficOrder;
import dev.tidegate.task.migration.Problem;
import dev.tidegate.task.migration.Script;
import dev.tidegate.task.migration.Version;
import dev.tidegate.task.migration.WhenBlocked;
import dev.tidegate.task.outcome.Failure;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;
import dev.tidegate.task.report.Applied;
import dev.tidegate.task.report.FloorMessages;
import dev.tidegate.task.report.Messages;
import dev.tidegate.task.report.Progress;
import dev.tidegate.task.script.MissingPlaceholders;
import dev.tidegate.task.script.Problems;
import dev.tidegate.task.script.ScriptFolder;
import dev.tidegate.task.settings.Command;
import dev.tidegate.task.settings.Settings;
import dev.tidegate.task.settings.Values;
import dev.tidegate.task.stop.Stop;
import dev.tidegate.task.stop.Termination;

/** One run, from the scripts to the committed migrations: look, plan, refuse or act. */
final class Run {
    private final Values values;
    private final InstantSource clock;
    private final Progress progress;
    private final Stop stop;
    private Optional<Plan> plan = Optional.empty();
    private Optional<Floor> floor = Optional.empty();
    private Optional<UsedStatements> statements = Optional.empty();
    private List<Migration> byAnother = List.of();
    private final List<String> warnings = new ArrayList<>();

    Run(Values values, InstantSource clock, Progress progress, Termination termination) {
        this.values = values;
        this.clock = clock;
        this.progress = progress;
        this.stop = new Stop(values.find(Settings.DEADLINE), clock, termination);
    }

    /** The phase that {@code command} is about. */
    static Phase phase(Command command, Values values) {
        return switch (command) {
            case PRE -> Phase.PRE_TRAFFIC;
            case POST -> Phase.POST_TRAFFIC;
            case PLAN, FLOOR, RECORD -> values.find(Settings.PHASE).orElse(Phase.PRE_TRAFFIC);
        };
    }

    /** What this run means to do, once it knows. */
    Optional<Plan> plan() {
        return plan;
    }

    /** What this run meant to do and found done by another runner. */
    List<Migration> byAnother() {
        return byAnother;
    }

    /** The floor, once {@code floor} knows it. */
    Optional<Floor> floor() {
        return floor;
    }

    /** The statements that applications use, once {@code record} knows them. */
    Optional<UsedStatements> statements() {
        return statements;
    }

    /** What {@code plan} found that the plan itself does not show. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /**
     * Performs the command.
     *
     * @throws TaskException when it does not succeed, with the reason
     */
    Outcome perform(Command command) {
        stop.check("anything was run");
        return switch (command) {
            case FLOOR -> showFloor();
            case RECORD -> readStatements();
            case PRE, POST, PLAN -> perform(command, phase(command, values));
        };
    }

    private Outcome showFloor() {
        Database database = database(Command.FLOOR.word(), false);
        floor = Optional.of(look(database, List.of()).floor());
        return Outcome.SUCCEEDED;
    }

    private Outcome readStatements() {
        UsedStatements found = UsedStatements.read(database(Command.RECORD.word(), false), Set.of(values.get(
                Settings.TABLE), ReleaseHistory.TABLE));
        found.warning().ifPresent(progress::warn);
        statements = Optional.of(found);
        return Outcome.SUCCEEDED;
    }

    private Outcome perform(Command command, Phase phase) {
        List<Script> scripts = ScriptFolder.read(values.get(Settings.MIGRATIONS));
        Database database = database(phase.word(), !command.onlyLooks());
        Surroundings surroundings = look(database, scripts);
        switch (command) {
            case PRE -> {
                surroundings.refuseBelowFloor(scripts);
                surroundings.doubt(scripts).ifPresent(progress::warn);
            }
            case PLAN -> {
                if (phase == Phase.PRE_TRAFFIC) {
                    warnings.addAll(surroundings.warnings(scripts));
                }
            }
            case POST, FLOOR, RECORD -> {
                // Post runs for a release that pre let through, and the others have no scripts.
            }
        }
        Optional<Version> baseline = surroundings.baseline();
        SchemaHistory.Place place = new SchemaHistory.Place(values.get(Settings.MIGRATIONS),
                values.find(Settings.SCHEMA), values.get(Settings.TABLE));
        // Made only where it is needed: it loads Flyway, which takes longer than all the rest of a run with nothing to do.
        Supplier<SchemaHistory> history = new Once<>(() -> new SchemaHistory(database, database.beside(), place,
                values.get(Settings.PLACEHOLDERS)));
        SchemaHistory.State state = surroundings.compare(scripts).orElseGet(() -> history.get().read(scripts, lacking(
                command, surroundings.appliedSince(scripts))));
        boolean fresh = values.get(Settings.FRESH) && state.empty();
        Plan made = hold(plan(phase, scripts, Surroundings.above(baseline, state.pending()), fresh), database);
        plan = Optional.of(made);
        boolean refused = !made.blocked().isEmpty() && values.get(Settings.ON_BLOCKED) == WhenBlocked.REFUSE;
        if (command == Command.PLAN) {
            if (refused) {
                warnings.add(Messages.wouldBeBlocked(made));
            }
            if (phase == Phase.PRE_TRAFFIC && !fresh) {
                warnings.addAll(new ScriptCheck(values).warnings(made));
            }
            return Outcome.SUCCEEDED;
        }
        if (refused) {
            throw new TaskException(Failure.of(Outcome.REFUSED, Messages.blocked(made)));
        }
        if (phase == Phase.PRE_TRAFFIC && !fresh) {
            new ScriptCheck(values).hold(made, progress);
        }
        surroundings.fillUp();
        baseline.ifPresent(version -> {
            progress.say(surroundings.baselining(version));
            history.get().baseline(version);
        });
        return migrate(history, made, surroundings.recorder(phase, fresh, clock));
    }

    /** The versions that this image may lack, and a word about it. */
    private Set<Version> lacking(Command command, List<AppliedMigration> since) {
        if (!since.isEmpty()) {
            tell(command, FloorMessages.appliedSince(since));
        }
        return since.stream().flatMap(migration -> migration.version().stream()).collect(Collectors.toSet());
    }

    private void tell(Command command, String warning) {
        if (command.onlyLooks()) {
            warnings.add(warning);
        } else {
            progress.warn(warning);
        }
    }

    private Surroundings look(Database database, List<Script> scripts) {
        Surroundings found = Surroundings.look(values, database, scripts);
        database.server().flatMap(ServerVersion::doubt).ifPresent(progress::warn);
        return found;
    }

    private Database database(String purpose, boolean writes) {
        String name = "tidegate/" + values.find(Settings.RELEASE).orElse("-") + "/" + purpose;
        Session session = new Session(name, Session.FOR_OWN_TABLES, Duration.ZERO);
        return new Access(values, stop, progress).open(session, writes);
    }

    private Plan hold(Plan made, Database database) {
        return switch (made.phase()) {
            case PRE_TRAFFIC -> made;
            case POST_TRAFFIC -> new SessionsGate(values, clock, progress).hold(made, database);
        };
    }

    private Plan plan(Phase phase, List<Script> scripts, List<Script> notApplied, boolean fresh) {
        PendingScripts pending = new PendingScripts(scripts, notApplied, values.get(Settings.UNMARKED));
        List<Problem> problems = new ArrayList<>(pending.problems());
        problems.addAll(MissingPlaceholders.find(values.get(Settings.MIGRATIONS), notApplied, values.get(
                Settings.PLACEHOLDERS)));
        if (!problems.isEmpty()) {
            throw new TaskException(Failure.of(Outcome.REFUSED, Problems.text(problems)));
        }
        return switch (phase) {
            case PRE_TRAFFIC -> fresh
                    ? PreTrafficOrder.fresh(pending.migrations())
                    : PreTrafficOrder.plan(pending.migrations());
            case POST_TRAFFIC -> PostTrafficOrder.plan(pending.migrations(), drainedAt(pending.migrations()), clock
                    .instant());
        };
    }

    /** Without a delay to measure it does not matter when the old code was gone. */
    private Instant drainedAt(List<Migration> pending) {
        Optional<Migration> delayed = pending.stream().filter(migration -> !migration.mark().delay().isZero())
                .findFirst();
        return values.find(Settings.DRAINED_AT).orElseGet(() -> {
            delayed.ifPresent(migration -> {
                throw new TaskException(Failure.of(Outcome.WRONG_USAGE, Messages.noDrain(migration)));
            });
            return clock.instant();
        });
    }

    private Outcome migrate(Supplier<SchemaHistory> history, Plan made, Recorder recorder) {
        progress.say(Messages.intention(made));
        if (!made.runs().isEmpty()) {
            history.get().migrate(made.runs(), limits(), new SchemaHistory.Observers(progress, recorder));
            Set<Migration> ours = progress.applied().stream().map(Applied::migration).collect(Collectors.toSet());
            byAnother = made.runs().stream().filter(migration -> !ours.contains(migration)).toList();
            if (!byAnother.isEmpty()) {
                progress.say(Messages.byAnother(byAnother));
            }
        }
        if (!made.later().isEmpty()) {
            progress.say(Messages.left(made));
        }
        return made.notBefore().isPresent() ? Outcome.NOT_YET : Outcome.SUCCEEDED;
    }

    private SchemaHistory.Limits limits() {
        return new SchemaHistory.Limits(stop, values.get(Settings.LOCK_TIMEOUT), values.get(Settings.LOCK_BUDGET),
                values.get(Settings.STATEMENT_TIMEOUT));
    }
}
