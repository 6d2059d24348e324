package dev.tidegate.tests.rehearsal;

import dev.tidegate.tests.container.ContainerSpec;

/** Is told every line that a container prints, from any thread. */
@FunctionalInterface
public interface TaskOutput {
    void line(ContainerSpec container, String line);
}
