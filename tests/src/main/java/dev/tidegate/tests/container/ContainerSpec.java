package dev.tidegate.tests.container;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * One container of one task, with overrides applied and secrets resolved.
 *
 * @param taskArn the task it belongs to
 * @param name the container's name in the task definition
 * @param image the image as the task definition names it
 * @param command what the task definition or the override gives as command; empty for the image's own
 * @param environment the whole environment, secrets included
 * @param port the container port, if it serves one
 */
public record ContainerSpec(String taskArn, String name, String image, List<String> command,
        Map<String, String> environment, OptionalInt port) {
    public ContainerSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
