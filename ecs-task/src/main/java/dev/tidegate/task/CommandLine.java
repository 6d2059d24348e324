package dev.tidegate.task;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.tidegate.task.check.record.UsedStatements;
import dev.tidegate.task.outcome.Failure;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;
import dev.tidegate.task.report.ErrorLog;
import dev.tidegate.task.report.FloorTable;
import dev.tidegate.task.report.Heading;
import dev.tidegate.task.report.LogFormat;
import dev.tidegate.task.report.Messages;
import dev.tidegate.task.report.PlanTable;
import dev.tidegate.task.report.Progress;
import dev.tidegate.task.report.ProgressLog;
import dev.tidegate.task.report.Result;
import dev.tidegate.task.settings.Arguments;
import dev.tidegate.task.settings.Command;
import dev.tidegate.task.settings.Help;
import dev.tidegate.task.settings.Settings;
import dev.tidegate.task.settings.Values;
import dev.tidegate.task.stop.Termination;

/**
 * The command line, with everything it touches passed in. Progress and, as the last line, the result go to standard
 * output; what went wrong is also told on standard error.
 */
final class CommandLine {
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;
    private final InstantSource clock;
    private final Host host;

    CommandLine(Map<String, String> environment, PrintStream out, PrintStream err, InstantSource clock) {
        this(environment, out, err, clock, new Host(new Termination(), false));
    }

    CommandLine(Map<String, String> environment, PrintStream out, PrintStream err, InstantSource clock,
            Host host) {
        this.environment = Map.copyOf(environment);
        this.out = out;
        this.err = err;
        this.clock = clock;
        this.host = host;
    }

    /**
     * What the process is in.
     *
     * @param termination tells when it is to end
     * @param terminal whether somebody is looking at it
     */
    record Host(Termination termination, boolean terminal) {}

    /** Runs one command and gives the exit code. */
    int run(List<String> given) {
        Arguments arguments = new Arguments(given);
        if (arguments.help()) {
            out.print(Help.text());
            return Outcome.SUCCEEDED.exit();
        }
        if (arguments.version()) {
            out.println("tidegate-task " + ProgramVersion.text());
            return Outcome.SUCCEEDED.exit();
        }
        return run(arguments, new Values(arguments, environment));
    }

    private int run(Arguments arguments, Values values) {
        List<String> problems = new ArrayList<>(arguments.problems());
        problems.addAll(values.problems());
        ErrorLog errors = new ErrorLog(err, format(values), clock);
        ProgressLog log = new ProgressLog(arguments.command().filter(Command::onlyLooks).isPresent() ? err : out,
                format(values), host.terminal(), clock);
        Progress progress = new Progress(log);
        Run run = new Run(values, clock, progress, host.termination());
        Result result = problems.isEmpty()
                ? result(arguments.command().orElseThrow(), values, run, new Told(progress, errors))
                : wrongUsage(arguments, values, problems);
        log.clear();
        result.failure().ifPresent(failure -> errors.failed(failure.message()));
        print(arguments, result, run, arguments.json() || format(values) == LogFormat.JSON);
        return result.outcome().exit();
    }

    /** Standard error, as it would be written with these arguments. */
    static ErrorLog errors(List<String> given, Map<String, String> environment, PrintStream err) {
        return new ErrorLog(err, format(new Values(new Arguments(given), environment)), InstantSource.system());
    }

    /** How both streams are written. */
    private static LogFormat format(Values values) {
        return values.find(Settings.LOG).orElse(LogFormat.TEXT);
    }

    /** What is told while a run goes on. */
    private record Told(Progress progress, ErrorLog errors) {}

    private static Result result(Command command, Values values, Run run, Told told) {
        Progress progress = told.progress();
        Heading heading = heading(Optional.of(command), values);
        try {
            progress.say(Messages.opening(heading, Access.title(values), values.find(
                    Settings.EVIDENCE)));
            Outcome outcome = run.perform(command);
            return new Result(heading, outcome, run.plan(), progress.applied(), run.byAnother(), Optional.empty());
        } catch (TaskException e) {
            return new Result(heading, e.failure().outcome(), run.plan(), progress.applied(), run.byAnother(), Optional
                    .of(e.failure()));
        } catch (RuntimeException e) {
            // A defect of ours, or of what we call: it must not cost the caller the result line or the exit code.
            told.errors().defect(e);
            Failure failure = Failure.of(Outcome.FAILED, "unexpected error: " + e);
            return new Result(heading, Outcome.FAILED, run.plan(), progress.applied(), run.byAnother(), Optional.of(
                    failure));
        }
    }

    private static Result wrongUsage(Arguments arguments, Values values, List<String> problems) {
        String message = problems.stream().map(problem -> "\n  " + problem)
                .collect(Collectors.joining("", problems.size() == 1 ? "1 problem" : problems.size() + " problems",
                        ""));
        return new Result(heading(arguments.command(), values), Outcome.WRONG_USAGE, Optional.empty(), List.of(), List
                .of(),
                Optional.of(Failure.of(Outcome.WRONG_USAGE, message)));
    }

    private static Heading heading(Optional<Command> command, Values values) {
        return new Heading(command.map(Command::word), values.find(Settings.RELEASE), values.find(Settings.VERSION),
                command.filter(Command::hasPhase).map(known -> Run.phase(known, values).word()));
    }

    private void print(Arguments arguments, Result result, Run run, boolean json) {
        if (arguments.command().filter(Command::onlyLooks).isEmpty()) {
            out.println(result.line());
        } else if (arguments.command().equals(Optional.of(Command.FLOOR))) {
            printFloor(result, run, json);
        } else if (arguments.command().equals(Optional.of(Command.RECORD))) {
            run.statements().map(UsedStatements::text).ifPresent(out::print);
        } else if (json) {
            out.println(result.planLine(run.warnings()));
        } else {
            result.plan().ifPresent(plan -> out.println(PlanTable.text(plan)));
            run.warnings().forEach(warning -> out.println("warning: " + warning));
        }
    }

    private void printFloor(Result result, Run run, boolean json) {
        if (json) {
            out.println(result.floorLine(run.floor()));
        } else {
            run.floor().ifPresent(floor -> out.println(FloorTable.text(floor)));
        }
    }
}
