package dev.tidegate.task;

import java.time.Clock;
import java.util.List;

/** The program. */
public final class Main {
    private Main() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        CommandLine commandLine = new CommandLine(System.getenv(), System.out, System.err, Clock.systemUTC());
        int exit = commandLine.run(List.of(arguments));
        System.out.flush();
        System.exit(exit);
    }
}
