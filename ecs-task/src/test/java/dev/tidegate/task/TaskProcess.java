package dev.tidegate.task;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The program in a process of its own, with an environment of its own; the name of an RDS instance means this machine. */
final class TaskProcess {
    private final Path folder;
    private final Map<String, String> environment;

    TaskProcess(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = Map.copyOf(environment);
    }

    Program.Ended run(List<String> machine, String... arguments) {
        try {
            Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n127.0.0.1 "
                    + GuardedServer.RDS_NAME + " " + GuardedServer.RDS_NAME.replace(".abc", ".cluster-ro-abc") + "\n");
            List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                    .toString(), "-Djdk.net.hosts.file=" + hosts, "-XX:TieredStopAtLevel=1", "-cp", classPath()));
            line.addAll(machine);
            line.add(Main.class.getName());
            line.addAll(List.of(arguments));
            Path err = folder.resolve("err");
            ProcessBuilder builder = new ProcessBuilder(line).redirectError(err.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Program.Ended(process.waitFor(), out, Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without the tests: what the image has. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes")).collect(Collectors.joining(File.pathSeparator));
    }
}
