package dev.tidegate.task;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import dev.tidegate.task.aws.LambdaControl;
import dev.tidegate.task.check.CheckCommand;
import dev.tidegate.task.check.ImportCommand;
import dev.tidegate.task.operator.Operator;
import dev.tidegate.task.operator.Screen;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.stop.Termination;

/** The program. */
public final class Main {
    private Main() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        PrintStream out = utf8(FileDescriptor.out);
        PrintStream err = utf8(FileDescriptor.err);
        boolean terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        if (Operator.isMeant(List.of(arguments))) {
            System.exit(operator(out, err, terminal).run(List.of(arguments)));
        }
        if (CheckCommand.isMeant(List.of(arguments))) {
            System.exit(new CheckCommand(System.getenv(), out, err, terminal).run(List.of(arguments)));
        }
        if (ImportCommand.isMeant(List.of(arguments))) {
            System.exit(new ImportCommand(System.getenv(), out, err).run(List.of(arguments)));
        }
        Termination termination = new Termination();
        LastWord lastWord = new LastWord(termination, () -> CommandLine.errors(List.of(arguments), System.getenv(),
                err));
        Runtime.getRuntime().addShutdownHook(new Thread(lastWord::await, "last word"));
        int exit = Outcome.FAILED.exit();
        try {
            exit = new CommandLine(System.getenv(), out, err, Clock.systemUTC(), new CommandLine.Host(termination,
                    terminal)).run(List.of(arguments));
            out.flush();
        } finally {
            lastWord.said(exit);
        }
        System.exit(exit);
    }

    private static Operator operator(PrintStream out, PrintStream err, boolean terminal) {
        return new Operator(new Operator.Surroundings(System.getenv(), System.getProperty("user.name"), terminal
                ? Screen.terminal(System.getenv())
                : Screen.NONE, Main::pause, InstantSource.system()), LambdaControl::new, out, err);
    }

    private static boolean pause(Duration time) {
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException _) {
            return false;
        }
    }

    /** Containers seldom set a locale, and Java then writes question marks. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
