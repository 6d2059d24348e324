package dev.tidegate.tests.ecs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/**
 * The tasks of one service revision or task set: keeps as many of them going as are wanted and replaces those that end.
 */
final class Fleet {
    private static final Duration LONGEST_THROTTLE = Duration.ofMinutes(15);

    private final ControlPlane plane;
    private final TaskLaunch launch;
    private final List<TaskLifecycle> members = new ArrayList<>();
    private final Map<Runnable, BooleanSupplier> waiting = new LinkedHashMap<>();
    private int desired;
    private int failures;

    /** @param like what each task is started from; its observer is replaced */
    Fleet(ControlPlane plane, TaskLaunch like) {
        this.plane = plane;
        this.launch = new TaskLaunch(like.cluster(), like.definition(), like.group(), like.startedBy(),
                like.overrides(), like.tags(), like.launchType(), like.balancing(), this::changed);
    }

    void scaleTo(int count) {
        desired = count;
        fill();
        var surplus = members.stream().filter(task -> !task.toldToStop()).skip(desired).toList();
        surplus.forEach(task -> task.stop(TaskStopCode.SERVICE_SCHEDULER_INITIATED,
                "Scaling activity initiated by (deployment " + launch.startedBy().orElseThrow() + ")"));
        answerWaiting();
    }

    /** Runs {@code then} as soon as the condition holds, never within this call. */
    void when(BooleanSupplier condition, Runnable then) {
        waiting.put(then, condition);
        plane.world.time().post(this::answerWaiting);
    }

    /** As many healthy tasks as wanted, and none on its way. */
    boolean steady() {
        return pending() == 0 && members.stream()
                .filter(task -> task.status() == TaskStatus.RUNNING && task.wasHealthy())
                .count() == desired;
    }

    /** None RUNNING or on its way there; containers may still execute in tasks that are being stopped. */
    boolean scaledDown() {
        return running() == 0 && pending() == 0;
    }

    /** No task but STOPPED ones. */
    boolean gone() {
        return members.isEmpty();
    }

    /** RUNNING only: ECS does not count tasks that are DEACTIVATING or STOPPING, though their containers execute. */
    int running() {
        return (int) members.stream().filter(task -> task.status() == TaskStatus.RUNNING).count();
    }

    int pending() {
        return (int) members.stream().filter(task -> task.status().pending() && !task.toldToStop()).count();
    }

    int desired() {
        return desired;
    }

    /** How many tasks in a row ended by themselves before they were healthy. */
    int failures() {
        return failures;
    }

    private void changed(TaskLifecycle task) {
        if (task.status() == TaskStatus.RUNNING && task.wasHealthy()) {
            failures = 0;
        }
        if (task.status() == TaskStatus.STOPPED) {
            members.remove(task);
            if (!task.wasHealthy() && endedByItself(task)) {
                failures++;
            }
        }
        if (task.toldToStop() && active() < desired) {
            plane.world.time().after(beforeNextStart(), this::fill);
        }
        answerWaiting();
    }

    /**
     * ECS throttles services whose tasks keep failing to start, up to 15 minutes between two attempts:
     * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-throttle-logic.html.
     */
    private Duration beforeNextStart() {
        var growing = plane.world.pace().reaction().multipliedBy(1L << Math.min(failures, 20));
        return growing.compareTo(LONGEST_THROTTLE) < 0 ? growing : LONGEST_THROTTLE;
    }

    private static boolean endedByItself(TaskLifecycle task) {
        return switch (task.view().stopCode()) {
            case TASK_FAILED_TO_START, ESSENTIAL_CONTAINER_EXITED -> true;
            default -> false;
        };
    }

    private void fill() {
        while (active() < desired) {
            members.add(plane.tasks.launch(launch));
        }
    }

    private long active() {
        return members.stream().filter(task -> !task.toldToStop()).count();
    }

    private void answerWaiting() {
        for (var waiter : List.copyOf(waiting.entrySet())) {
            if (waiter.getValue().getAsBoolean()) {
                waiting.remove(waiter.getKey());
                plane.world.time().post(waiter.getKey());
            }
        }
    }
}
