package dev.tidegate.tests.container;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;

/** A program that runs a container and is ended before it closes it. */
final class ContainerHost {
    private ContainerHost() {}

    public static void main(String[] arguments) throws InterruptedException {
        List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                "target/test-classes", SampleApplication.class.getName(), "pid");
        Image image = spec -> new Image.Program(command, Map.of(), Optional.empty());
        ProcessContainers containers = new ProcessContainers(Map.of("sample", image),
                (spec, line) -> System.out.println(line));
        containers.start(new ContainerSpec("task", "app", "sample", List.of(), Map.of(), OptionalInt.empty()),
                exit -> {});
        new CountDownLatch(1).await();
    }
}
