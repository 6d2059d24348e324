package dev.tidegate.task.check;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

import dev.tidegate.task.check.report.CheckJson;
import dev.tidegate.task.check.report.CheckText;
import dev.tidegate.task.check.report.Checked;
import dev.tidegate.task.check.rule.Severity;
import dev.tidegate.task.check.scratch.ScratchServer;
import dev.tidegate.task.database.DatabaseFailure;
import dev.tidegate.task.database.Login;
import dev.tidegate.task.outcome.Failure;
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
        CheckArguments read = new CheckArguments(arguments.subList(1, arguments.size()), environment);
        if (!read.problems().isEmpty()) {
            err.println("tidegate-task: " + read.problems().stream().collect(Collectors.joining("\n  ", read.problems()
                    .size()
                    + (read.problems().size() == 1 ? " problem\n  " : " problems\n  "), "")));
            return Outcome.WRONG_USAGE.exit();
        }
        try {
            List<Checked> checked = check(read);
            print(read, checked);
            boolean errors = checked.stream().flatMap(script -> script.findings().stream()).anyMatch(finding -> finding
                    .severity() == Severity.ERROR);
            return errors ? FOUND_ERRORS : Outcome.SUCCEEDED.exit();
        } catch (TaskException e) {
            err.println("tidegate-task: " + e.failure().message());
            return e.failure().outcome().exit();
        }
    }

    private List<Checked> check(CheckArguments read) {
        Release release = Release.read(read.migrations().orElseThrow(), read.base(), read.baseVersion(), read
                .placeholders());
        var severities = read.severities().map(SeverityFile::read).orElse(Map.of());
        if (read.url().isPresent()) {
            try (ScratchServer server = new ScratchServer(read.url().get(), read.login())) {
                return check(server, read.postgres(), release, severities);
            }
        }
        try (EmbeddedServer embedded = EmbeddedServer.start();
                ScratchServer server = new ScratchServer(embedded.url(),
                        new Login("postgres", Optional.empty()))) {
            return check(server, read.postgres(), release, severities);
        }
    }

    private static List<Checked> check(ScratchServer server, OptionalInt wanted, Release release,
            Map<dev.tidegate.task.check.rule.Code, Severity> severities) {
        try {
            if (wanted.isPresent() && wanted.getAsInt() != server.major()) {
                throw new TaskException(Failure.of(Outcome.WRONG_USAGE, "the scratch server is PostgreSQL " + server
                        .major()
                        + "; expected " + wanted.getAsInt()
                        + ", as --postgres says: other versions lock and scan differently"));
            }
            return new Check(server, severities, Optional.empty()).run(release);
        } catch (SQLException e) {
            throw DatabaseFailure.of("the scratch server failed", e);
        }
    }

    private void print(CheckArguments read, List<Checked> checked) {
        if (read.has("--json")) {
            out.println(CheckJson.text(checked));
        } else {
            out.print(CheckText.text(checked, terminal || read.has("--color")));
        }
    }
}
