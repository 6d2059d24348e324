package dev.tidegate.tests.container;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A container image as {@link ProcessContainers} knows it: how a container of it becomes a process on this machine. */
@FunctionalInterface
public interface Image {
    /** What to start for this container. */
    Program program(ContainerSpec spec);

    /**
     * An image whose entry point is {@code java -jar}, run by the Java of this process; the container's command is its
     * arguments.
     *
     * @param jar found on this machine
     * @param jvmOptions stand before {@code -jar}
     * @param healthPath answers 200 when the program can serve, such as {@code /health}; empty if it has no health check
     */
    static Image jar(Path jar, List<String> jvmOptions, Optional<String> healthPath) {
        return spec -> {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            // A container's environment has no locale, without which Java would write ASCII.
            command.addAll(List.of("-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8"));
            command.addAll(jvmOptions);
            command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
            command.addAll(spec.command());
            return new Program(command, Map.of(), healthPath);
        };
    }

    /**
     * One process to be.
     *
     * @param command the program and its arguments
     * @param environment the image's own; the container's specification goes before it
     * @param healthPath asked on the container's port until it answers 200
     */
    record Program(List<String> command, Map<String, String> environment, Optional<String> healthPath) {
        public Program {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }
    }
}
