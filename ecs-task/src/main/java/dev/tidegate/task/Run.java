package dev.tidegate.task;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import dev.tidegate.task.database.Database;
import dev.tidegate.task.database.Session;
import dev.tidegate.task.flyway.Deadline;
import dev.tidegate.task.flyway.SchemaHistory;
import dev.tidegate.task.migration.Migration;
import dev.tidegate.task.migration.PendingScripts;
import dev.tidegate.task.migration.Phase;
import dev.tidegate.task.migration.Plan;
import dev.tidegate.task.migration.PostTrafficOrder;
import dev.tidegate.task.migration.PreTrafficOrder;
import dev.tidegate.task.migration.Script;
import dev.tidegate.task.migration.WhenBlocked;
import dev.tidegate.task.outcome.Failure;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;
import dev.tidegate.task.report.Messages;
import dev.tidegate.task.report.Progress;
import dev.tidegate.task.script.Problems;
import dev.tidegate.task.script.ScriptFolder;
import dev.tidegate.task.settings.Command;
import dev.tidegate.task.settings.Settings;
import dev.tidegate.task.settings.Values;

/** One run, from the scripts to the committed migrations: look, plan, refuse or act. */
final class Run {
    private final Values values;
    private final InstantSource clock;
    private final Progress progress;
    private final Deadline deadline;
    private Optional<Plan> plan = Optional.empty();

    Run(Values values, InstantSource clock, Progress progress) {
        this.values = values;
        this.clock = clock;
        this.progress = progress;
        this.deadline = new Deadline(values.find(Settings.DEADLINE), clock);
    }

    /** The phase that {@code command} is about. */
    static Phase phase(Command command, Values values) {
        return switch (command) {
            case PRE -> Phase.PRE_TRAFFIC;
            case POST -> Phase.POST_TRAFFIC;
            case PLAN -> values.find(Settings.PHASE).orElse(Phase.PRE_TRAFFIC);
        };
    }

    /** What this run means to do, once it knows. */
    Optional<Plan> plan() {
        return plan;
    }

    /**
     * Performs the command.
     *
     * @throws TaskException when it does not succeed, with the reason
     */
    Outcome perform(Command command) {
        deadline.check("anything was run");
        Phase phase = phase(command, values);
        List<Script> scripts = ScriptFolder.read(values.get(Settings.MIGRATIONS));
        Database database = database(command, phase);
        SchemaHistory history = history(database);
        Plan made = hold(plan(phase, scripts, history.read(scripts)), database);
        plan = Optional.of(made);
        return command == Command.PLAN ? Outcome.SUCCEEDED : migrate(history, made);
    }

    private Database database(Command command, Phase phase) {
        String name = "tidegate/" + values.find(Settings.RELEASE).orElse("-") + "/" + phase.word();
        Session session = new Session(name, values.get(Settings.LOCK_TIMEOUT), values.get(Settings.STATEMENT_TIMEOUT));
        return new Access(values, clock, progress).open(session, command != Command.PLAN);
    }

    private SchemaHistory history(Database database) {
        return new SchemaHistory(database, new SchemaHistory.Place(values.get(Settings.MIGRATIONS),
                values.find(Settings.SCHEMA), values.get(Settings.TABLE)));
    }

    private Plan hold(Plan made, Database database) {
        return switch (made.phase()) {
            case PRE_TRAFFIC -> made;
            case POST_TRAFFIC -> new SessionsGate(values, clock, progress).hold(made, database);
        };
    }

    private Plan plan(Phase phase, List<Script> scripts, SchemaHistory.State state) {
        PendingScripts pending = new PendingScripts(scripts, state.pending(), values.get(Settings.UNMARKED));
        if (!pending.problems().isEmpty()) {
            throw new TaskException(Failure.of(Outcome.REFUSED, Problems.text(pending.problems())));
        }
        return switch (phase) {
            case PRE_TRAFFIC -> values.get(Settings.FRESH) && state.empty()
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

    private Outcome migrate(SchemaHistory history, Plan made) {
        if (!made.blocked().isEmpty() && values.get(Settings.ON_BLOCKED) == WhenBlocked.REFUSE) {
            throw new TaskException(Failure.of(Outcome.REFUSED, Messages.blocked(made)));
        }
        progress.say(Messages.intention(made));
        if (!made.runs().isEmpty()) {
            history.migrate(made.runs(), new SchemaHistory.Limits(deadline, values.get(Settings.STATEMENT_TIMEOUT)),
                    progress);
        }
        if (!made.later().isEmpty()) {
            progress.say(Messages.left(made));
        }
        return made.notBefore().isPresent() ? Outcome.NOT_YET : Outcome.SUCCEEDED;
    }
}
