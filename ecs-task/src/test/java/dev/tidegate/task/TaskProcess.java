package dev.tidegate.task;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts the program in a process of its own, as ECS does, with an environment of its own; the name of an RDS instance means
 * this machine.
 */
public final class TaskProcess {
    private final Path folder;
    private final Map<String, String> environment;

    /** @param folder for what the process writes */
    public TaskProcess(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = Map.copyOf(environment);
    }

    /** Starts it and waits for its end. */
    Program.Ended run(List<String> machine, String... arguments) {
        try (ChildProcess process = start(machine, arguments)) {
            return process.ended();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Starts it.
     *
     * @param machine options of the Java machine
     */
    public ChildProcess start(List<String> machine, String... arguments) {
        try {
            Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n127.0.0.1 "
                    + GuardedServer.RDS_NAME + " " + GuardedServer.RDS_NAME.replace(".abc", ".cluster-ro-abc") + "\n");
            List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                    .toString(), "-Djdk.net.hosts.file=" + hosts, "-XX:TieredStopAtLevel=1", "-cp", String.join(
                            File.pathSeparator, classPath())));
            line.addAll(machine);
            line.add(Main.class.getName());
            line.addAll(List.of(arguments));
            Path out = folder.resolve("out.log");
            Path err = folder.resolve("err.log");
            ProcessBuilder builder = new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            return new ChildProcess(process, out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without the tests: what the image has. */
    public static List<String> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes")).collect(Collectors.toUnmodifiableList());
    }
}
