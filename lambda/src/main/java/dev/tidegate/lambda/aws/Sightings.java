package dev.tidegate.lambda.aws;

import dev.tidegate.lambda.drain.TaskSighting;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Task;

/** Says in the words of the drain rule how tasks stand. */
final class Sightings {
    private static final String GIVEN_UP = "deregistration forced by user";

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

    /** Only the reason tells: no stop code stands for it (ECS guide, stopped tasks error messages). */
    static boolean isOrphaned(Task task) {
        return "STOPPED".equals(task.lastStatus()) && String.valueOf(task.stoppedReason()).toLowerCase(Locale.ROOT)
                .contains(GIVEN_UP);
    }

    private static String status(Task task) {
        return isOrphaned(task) ? TaskSighting.ORPHANED
                : Optional.ofNullable(task.lastStatus()).orElse("in an unknown state");
    }
}
