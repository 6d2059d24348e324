package dev.tidegate.task.check;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

import dev.tidegate.task.check.report.Checked;
import dev.tidegate.task.check.report.Suggestions;
import dev.tidegate.task.check.rule.Code;
import dev.tidegate.task.check.rule.Hazard;
import dev.tidegate.task.check.rule.Severity;
import dev.tidegate.task.check.rule.Suggestion;
import dev.tidegate.task.migration.Script;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;
import dev.tidegate.task.script.ScriptFolder;

/**
 * The command {@code import}: writes SQL of another tool into the folder of migrations, with the next version and the mark that
 * it deserves. What must be split is shown split, and nothing is written.
 */
public final class ImportCommand {
    private static final String WORD = "import";
    private static final int NOT_WRITTEN = 1;

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    public ImportCommand(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = Map.copyOf(environment);
        this.out = out;
        this.err = err;
    }

    /** Whether these arguments are for it. */
    public static boolean isMeant(List<String> arguments) {
        return !arguments.isEmpty() && arguments.getFirst().equals(WORD);
    }

    /**
     * Imports.
     *
     * @param arguments with the command
     * @return the exit code: 0 when the script was written, 1 when it must be split or fails, or that of the {@link Outcome}
     *         that kept it from being looked at
     */
    public int run(List<String> arguments) {
        if (CheckHelp.isMeant(arguments)) {
            out.print(CheckHelp.TEXT);
            return Outcome.SUCCEEDED.exit();
        }
        ImportArguments read = new ImportArguments(arguments.subList(1, arguments.size()));
        CheckArguments check = new CheckArguments(read.others(), environment);
        List<String> problems = read.problems().isEmpty() ? check.problems() : read.problems();
        if (!problems.isEmpty()) {
            err.println("tidegate-task: " + String.join("\n  ", problems));
            return Outcome.WRONG_USAGE.exit();
        }
        Path folder = check.migrations().orElseThrow();
        try {
            Path script = folder.resolve("V" + next(folder) + "__" + read.description() + ".sql");
            String text = ImportedScript.text(Files.readString(read.file()));
            Files.writeString(script, text, StandardOpenOption.CREATE_NEW);
            boolean kept = false;
            try {
                Checked checked = new CheckRun(check).run().stream().filter(one -> script.endsWith(one.source().file()))
                        .findFirst().orElseThrow();
                kept = decide(checked, script, text);
            } finally {
                if (!kept) {
                    Files.delete(script);
                }
            }
            return kept ? Outcome.SUCCEEDED.exit() : NOT_WRITTEN;
        } catch (TaskException e) {
            err.println("tidegate-task: " + e.failure().message());
            return e.failure().outcome().exit();
        } catch (IOException e) {
            err.println("tidegate-task: cannot import \"" + read.file() + "\" into \"" + folder + "\": " + e);
            return Outcome.WRONG_USAGE.exit();
        }
    }

    private boolean decide(Checked checked, Path script, String text) throws IOException {
        if (checked.findings().stream().anyMatch(finding -> finding.code() == Code.MIGRATION_FAILS)) {
            checked.findings().stream().filter(finding -> finding.code() == Code.MIGRATION_FAILS).forEach(finding -> err
                    .println(
                            "tidegate-task: nothing was written, line " + finding.line() + " " + finding.message()));
            return false;
        }
        if (checked.verdict().suggestion() == Suggestion.SPLIT) {
            err.println("tidegate-task: nothing was written: it must be split into two scripts, such as these");
            out.print(Suggestions.split(checked));
            return false;
        }
        Files.writeString(script, "-- tidegate: " + checked.verdict().suggestion().word() + "\n" + text);
        out.println("wrote " + script + ", marked " + checked.verdict().suggestion().word());
        checked.findings().stream().filter(finding -> finding.code().hazard() == Hazard.LOCK && finding
                .severity() == Severity.ERROR).forEach(finding -> out.println("check will tell of it, in line "
                        + (finding
                                .line() + 1) + ": " + finding.code().word() + ": " + finding.message()));
        return true;
    }

    /** One more than the first number of the highest version. */
    private static String next(Path folder) {
        return ScriptFolder.read(folder).stream().map(Script::identity).flatMap(identity -> identity.versionIfAny()
                .stream())
                .map(version -> new BigInteger(version.text().split("\\.")[0])).max(BigInteger::compareTo).orElse(
                        BigInteger.ZERO).add(BigInteger.ONE).toString();
    }
}
