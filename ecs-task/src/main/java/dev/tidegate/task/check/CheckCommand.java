package dev.tidegate.task.check;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.tidegate.task.check.report.CheckGithub;
import dev.tidegate.task.check.report.CheckJson;
import dev.tidegate.task.check.report.CheckSarif;
import dev.tidegate.task.check.report.CheckText;
import dev.tidegate.task.check.report.Checked;
import dev.tidegate.task.check.report.Suggestions;
import dev.tidegate.task.check.rule.Severity;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;

/** The command {@code check}. */
public final class CheckCommand {
    private static final String WORD = "check";
    private static final int FOUND_ERRORS = 1;

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;

    /** @param terminal whether somebody is looking at the output */
    public CheckCommand(Map<String, String> environment, PrintStream out, PrintStream err, boolean terminal) {
        this.environment = Map.copyOf(environment);
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /** Whether these arguments are for it. */
    public static boolean isMeant(List<String> arguments) {
        return !arguments.isEmpty() && arguments.getFirst().equals(WORD);
    }

    /**
     * Checks and tells.
     *
     * @param arguments with the command
     * @return the exit code: 0 without errors, 1 with, or that of the {@link Outcome} that kept it from checking
     */
    public int run(List<String> arguments) {
        if (CheckHelp.isMeant(arguments)) {
            out.print(CheckHelp.TEXT);
            return Outcome.SUCCEEDED.exit();
        }
        CheckArguments read = new CheckArguments(arguments.subList(1, arguments.size()), environment);
        if (!read.problems().isEmpty()) {
            err.println("tidegate-task: " + read.problems().stream().collect(Collectors.joining("\n  ", read.problems()
                    .size()
                    + (read.problems().size() == 1 ? " problem\n  " : " problems\n  "), "")));
            return Outcome.WRONG_USAGE.exit();
        }
        try {
            List<Checked> checked = new CheckRun(read).run();
            print(read, checked);
            boolean errors = checked.stream().flatMap(script -> script.findings().stream()).anyMatch(finding -> finding
                    .severity() == Severity.ERROR);
            return errors ? FOUND_ERRORS : Outcome.SUCCEEDED.exit();
        } catch (TaskException e) {
            err.println("tidegate-task: " + e.failure().message());
            return e.failure().outcome().exit();
        }
    }

    private void print(CheckArguments read, List<Checked> checked) {
        String folder = read.migrations().orElseThrow().toString().replace('\\', '/');
        if (read.has("--suggest")) {
            out.print(Suggestions.text(checked));
        } else if (read.has("--json")) {
            out.println(CheckJson.text(checked));
        } else if (read.has("--sarif")) {
            out.println(CheckSarif.text(checked, folder));
        } else if (read.has("--github")) {
            out.print(CheckGithub.text(checked, folder));
        } else {
            out.print(CheckText.text(checked, terminal || read.has("--color")));
        }
    }
}
