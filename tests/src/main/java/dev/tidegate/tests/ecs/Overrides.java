package dev.tidegate.tests.ecs;

import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/** The overrides of a task as ECS shows them. */
final class Overrides {
    private Overrides() {}

    /**
     * ECS lists every container under a task's overrides, those without any by name only.
     *
     * @param given may be null
     */
    static TaskOverride complete(TaskDefinition definition, TaskOverride given) {
        var base = given == null ? TaskOverride.builder().build() : given;
        var all = definition.containerDefinitions()
                .stream()
                .map(container -> base.containerOverrides()
                        .stream()
                        .filter(override -> container.name().equals(override.name()))
                        .findFirst()
                        .orElseGet(() -> ContainerOverride.builder().name(container.name()).build()))
                .toList();
        return base.toBuilder().containerOverrides(all).build();
    }
}
