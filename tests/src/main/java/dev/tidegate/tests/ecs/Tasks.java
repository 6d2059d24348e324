package dev.tidegate.tests.ecs;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every task that can still be described: the stopped ones are forgotten after an hour, as at AWS. */
final class Tasks {
    private final ControlPlane plane;
    private final Map<String, TaskLifecycle> byArn = new TreeMap<>();

    Tasks(ControlPlane plane) {
        this.plane = plane;
    }

    TaskLifecycle launch(TaskLaunch wanted) {
        var observed = new TaskLaunch(wanted.cluster(), wanted.definition(), wanted.group(), wanted.startedBy(),
                wanted.overrides(), wanted.tags(), wanted.launchType(), wanted.balancing(), task -> {
                    forgetOnceStopped(task);
                    wanted.observer().accept(task);
                });
        var task = new TaskLifecycle(plane, observed);
        byArn.put(task.arn(), task);
        plane.events.taskChanged(task.view());
        return task;
    }

    private void forgetOnceStopped(TaskLifecycle task) {
        if (task.status() == TaskStatus.STOPPED) {
            plane.world.time().after(plane.world.pace().stoppedTaskMemory(), () -> byArn.remove(task.arn()));
        }
    }

    /**
     * Finds a task.
     *
     * @param cluster the cluster's name: tasks of another one are unknown
     * @param idOrArn the task's id or its ARN
     */
    Optional<TaskLifecycle> find(String cluster, String idOrArn) {
        return Optional.ofNullable(byArn.get(plane.arns.task(cluster, Arns.lastSegment(idOrArn))));
    }

    Optional<TaskLifecycle> byArn(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    /** In the order of their ARNs, which is the order of the pages in lists. */
    Collection<TaskLifecycle> all() {
        return byArn.values();
    }
}
