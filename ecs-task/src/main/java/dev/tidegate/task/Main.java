package dev.tidegate.task;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/** The program. */
public final class Main {
    private Main() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        PrintStream out = utf8(FileDescriptor.out);
        int exit = new CommandLine(System.getenv(), out, utf8(FileDescriptor.err), Clock.systemUTC())
                .run(List.of(arguments));
        out.flush();
        System.exit(exit);
    }

    /** Containers seldom set a locale, and Java then writes question marks. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
