package dev.tidegate.task;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tidegate.task.stop.Termination;

/** The program as a user starts it, on a folder of scripts and a fresh database. */
public final class Program {
    private final Map<String, String> environment = new HashMap<>();
    private final Path folder;
    private InstantSource clock = Clock.systemUTC();

    /** On this database, as the superuser. */
    public Program(Path folder, TestDatabase database) {
        this(folder);
        with("TIDEGATE_DATABASE_URL", database.url()).with("TIDEGATE_DATABASE_USER", "postgres");
    }

    /** Nothing yet of how to log in. */
    public Program(Path folder) {
        this.folder = folder;
        with("TIDEGATE_MIGRATIONS", folder.toString()).with("TIDEGATE_RELEASE", "42").with("TIDEGATE_VERSION",
                "abc123");
    }

    /** With this variable in its environment. */
    public Program with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Program at(InstantSource source) {
        clock = source;
        return this;
    }

    /** With this script in its folder. */
    public Program script(String file, String... lines) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.write(path, List.of(lines));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs it in this process. */
    public Ended run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = new CommandLine(environment, stream(out), stream(err), clock).run(List.of(arguments));
        return new Ended(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The same, told to stop as soon as standard output has this text; at once if the text is empty. */
    Ended runUntilItSays(String text, String... arguments) {
        Termination termination = new Termination();
        if (text.isEmpty()) {
            termination.request();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] written, int offset, int length) {
                super.write(written, offset, length);
                if (!text.isEmpty() && toString(StandardCharsets.UTF_8).contains(text)) {
                    termination.request();
                }
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = new CommandLine(environment, stream(out), stream(err), clock, new CommandLine.Host(
                termination,
                false)).run(List.of(arguments));
        return new Ended(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The same in a process of its own, its output in {@code logs}. */
    public ChildProcess start(Path logs, String... arguments) {
        return start(logs, List.of(), arguments);
    }

    /** The same with options for the Java machine. */
    public ChildProcess start(Path logs, List<String> machine, String... arguments) {
        return new TaskProcess(logs, environment).start(machine, arguments);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /** How it ended and what it wrote. */
    public record Ended(int exit, String out, String err) {
        /** The last line of standard output. */
        public String result() {
            return out.lines().toList().getLast();
        }

        /** The first line of standard output. */
        String opening() {
            return out.lines().toList().getFirst();
        }

        /** Standard output between the opening and the result, times left out. */
        public List<String> progress() {
            List<String> lines = out.lines().map(line -> line.replaceAll("\\d+ ms", "… ms")).toList();
            return lines.subList(1, lines.size() - 1);
        }
    }
}
