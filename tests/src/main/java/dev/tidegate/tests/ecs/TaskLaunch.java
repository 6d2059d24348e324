package dev.tidegate.tests.ecs;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/**
 * What a task is started from.
 *
 * @param cluster the cluster's name
 * @param group {@code service:<name>} or {@code family:<family>}
 * @param startedBy the deployment a service task belongs to, or what RunTask's caller gave
 * @param balancing present when the task serves behind a load balancer
 * @param observer told after every change of the task
 */
record TaskLaunch(String cluster, TaskDefinition definition, String group, Optional<String> startedBy,
        TaskOverride overrides, List<Tag> tags, LaunchType launchType, Optional<Balancing> balancing,
        Consumer<TaskLifecycle> observer) {
    /** Such as {@code shop:42}: how the journal calls it. */
    String label() {
        return definition.family() + ":" + definition.revision();
    }

    /**
     * How a service's tasks are reached.
     *
     * @param revision service revision ARN, or task set id
     * @param container the container that serves
     */
    record Balancing(String serviceArn, String revision, String container) {}
}
