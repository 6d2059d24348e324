package dev.tidegate.lambda.aws;

import dev.tidegate.lambda.drain.TaskSighting;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Task;

/** Says in the words of the drain rule how tasks stand. */
final class Sightings {
    /**
     * ECS calls such a task STOPPED although its containers "remain running until you terminate the instance" (ECS API
     * reference, DeregisterContainerInstance).
     */
    private static final String ABANDONED = "Container instance deregistration forced by user";

    private final Codes codes;

    Sightings(Codes codes) {
        this.codes = codes;
    }

    List<TaskSighting> of(List<Task> tasks, Codes.Question question) {
        return tasks.stream().map(task -> new TaskSighting(task.taskArn(), Optional.ofNullable(task.startedBy())
                .orElse(""), Optional.ofNullable(task.taskDefinitionArn()).orElse(""), codes.of(task, question),
                status(task),
                Optional.ofNullable(task.stoppingAt()), Optional.ofNullable(task.stoppedAt()))).toList();
    }

    private static String status(Task task) {
        boolean abandoned = "STOPPED".equals(task.lastStatus()) && String.valueOf(task.stoppedReason()).startsWith(
                ABANDONED);
        return abandoned ? "ORPHANED" : Optional.ofNullable(task.lastStatus()).orElse("in an unknown state");
    }
}
