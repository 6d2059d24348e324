package dev.tidegate.task.settings;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import dev.tidegate.task.operator.Usage;
import dev.tidegate.task.outcome.Outcome;

/** The text of {@code --help}. */
public final class Help {
    /** Kinds that the help text of their settings says enough of. */
    private static final Set<Kind<?>> UNTOLD = Set.of(Kind.TEXT, Kind.FLAG, Kind.PATH, Kind.FILE,
            Kind.SECRET);

    private Help() {}

    /** All of it, from the declarations. */
    public static String text() {
        return """
                usage: tidegate-task <command> [options]

                Runs one phase of a release's migrations.

                commands
                %s
                options, and the environment variables that do the same
                %s
                  --json
                      with plan and floor: print JSON instead of a table
                  --help, --version

                marks, in the comments above a script's first statement
                  -- tidegate: pre-traffic | post-traffic | any  [after=12,14 | after=none]
                  -- tidegate: post-traffic  [delay=4h] [rollback-safe]

                scripts
                  SQL only, by Flyway's names: V<version>__<description>.sql and R__<description>.sql. Flyway's callbacks,
                  baseline, undo and Java migrations are refused; Java migrations that were applied before stay applied.

                exit codes
                %s
                before a release: does the mark fit the statements? See CHECK.md for options, findings and exit codes
                  check --migrations=DIR [--base=DIR] [--url=...]
                      run the new scripts on a scratch server and watch what they do to old code, locks and data
                  import sqlmigrate FILE --migrations=DIR
                      write SQL of another tool as the next script, with the mark that it deserves

                for operators: ask the deployed function, with your own AWS credentials
                %s"""
                .formatted(commands(), settings(), exits(), Usage.operations());
    }

    private static String commands() {
        return Arrays.stream(Command.values()).map(command -> "  %-7s%s%n".formatted(command.word(), command.help()))
                .collect(Collectors.joining());
    }

    private static String settings() {
        return Settings.ALL.stream().map(Help::setting).collect(Collectors.joining("\n"));
    }

    private static String setting(Setting<?> setting) {
        String option = setting.option().map(name -> name + ", ").orElse("");
        String allowed = UNTOLD.contains(setting.kind()) ? ""
                : "\n      " + setting.kind().allowed();
        String fallback = setting.fallback().filter(value -> !setting.isFlag()).map(value -> " (default " + value + ")")
                .orElse("");
        return "  " + option + setting.variable() + "\n      " + setting.help() + fallback + allowed;
    }

    private static String exits() {
        return Arrays.stream(Outcome.values()).map(outcome -> "  %2d  %s%n".formatted(outcome.exit(), outcome.help()))
                .collect(Collectors.joining());
    }
}
