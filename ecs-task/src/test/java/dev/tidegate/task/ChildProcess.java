package dev.tidegate.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The program in a process of its own, as ECS runs it. */
final class ChildProcess implements AutoCloseable {
    private final Process process;
    private final Path out;
    private final Path err;

    ChildProcess(Map<String, String> environment, Path logs, String... arguments) {
        out = logs.resolve("out.log");
        err = logs.resolve("err.log");
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                .toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** How it ended. */
    Program.Ended ended() throws InterruptedException {
        int exit = process.waitFor();
        return new Program.Ended(exit, read(out), read(err));
    }

    /** Waits until standard output has this text. */
    void untilItSays(String text) {
        while (!read(out).contains(text)) {
            if (!process.isAlive() || Thread.interrupted()) {
                throw new IllegalStateException("waited in vain for: " + text + "\n" + read(out) + read(err));
            }
            Thread.onSpinWait();
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
