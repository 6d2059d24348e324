package dev.tidegate.tests.ecs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import dev.tidegate.tests.container.ContainerRuntime.CannotPullContainer;
import dev.tidegate.tests.container.ContainerSpec;
import dev.tidegate.tests.time.Pace;
import dev.tidegate.tests.time.Time;
import software.amazon.awssdk.services.ecs.model.Connectivity;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** One task on its way from PROVISIONING to STOPPED. */
final class TaskLifecycle {
    private final ControlPlane plane;
    private final Pace pace;
    private final TaskLaunch launch;
    private final List<ContainerRun> containers;
    private TaskStatus status = TaskStatus.PROVISIONING;
    private Task task;
    private Time.Timer next;
    private boolean healthy;

    TaskLifecycle(ControlPlane plane, TaskLaunch launch) {
        this.plane = plane;
        this.pace = plane.world.pace();
        this.launch = launch;
        var id = plane.ids.task();
        var arn = plane.arns.task(launch.cluster(), id);
        this.containers = launch.definition()
                .containerDefinitions()
                .stream()
                .map(definition -> new ContainerRun(definition,
                        plane.arns.container(launch.cluster(), id, plane.ids.uuid()), arn))
                .toList();
        this.task = Task.builder()
                .taskArn(arn)
                .clusterArn(plane.arns.cluster(launch.cluster()))
                .taskDefinitionArn(launch.definition().taskDefinitionArn())
                .group(launch.group())
                .startedBy(launch.startedBy().orElse(null))
                .overrides(launch.overrides())
                .tags(launch.tags())
                .launchType(launch.launchType())
                .cpu(launch.definition().cpu())
                .memory(launch.definition().memory())
                .desiredStatus("RUNNING")
                .lastStatus(status.name())
                .createdAt(plane.world.time().now())
                .version(1L)
                .build();
        this.next = after(pace.provisioning(), this::pull);
    }

    private void pull() {
        become(TaskStatus.PENDING, changed -> changed.connectivity(Connectivity.CONNECTED)
                .connectivityAt(now())
                .pullStartedAt(now()));
        next = after(pace.pulling(), this::startContainers);
    }

    private void startContainers() {
        try {
            var specs = new ContainerSpecs(launch, plane.behaviour().secrets()).forTask(task.taskArn());
            for (int i = 0; i < specs.size(); i++) {
                start(containers.get(i), specs.get(i));
            }
        } catch (CannotPullContainer | ContainerSpecs.SecretUnavailable e) {
            containers.stream()
                    .filter(container -> container.handle().isEmpty())
                    .forEach(container -> container.neverStarted(e.getMessage()));
            stop(TaskStopCode.TASK_FAILED_TO_START, e.getMessage());
            return;
        }
        become(TaskStatus.ACTIVATING, changed -> changed.pullStoppedAt(now()));
        next = after(pace.activating(), this::run);
    }

    private void start(ContainerRun container, ContainerSpec spec) {
        var time = plane.world.time();
        container.started(plane.world.containers()
                .start(spec, exitCode -> time.post(() -> exited(container, exitCode))));
    }

    private void run() {
        become(TaskStatus.RUNNING, changed -> changed.startedAt(now()));
        plane.note("task " + label() + " running");
        var checks = containers.stream().map(container -> container.handle().orElseThrow().healthy());
        CompletableFuture.allOf(checks.toArray(CompletableFuture[]::new))
                .thenRun(() -> plane.world.time().post(this::becomeHealthy));
    }

    private void becomeHealthy() {
        if (status == TaskStatus.RUNNING) {
            healthy = true;
            launch.balancing().ifPresent(this::register);
            launch.observer().accept(this);
        }
    }

    private void register(TaskLaunch.Balancing balancing) {
        containers.stream()
                .filter(container -> container.name().equals(balancing.container()))
                .findFirst()
                .flatMap(container -> container.handle().orElseThrow().endpoint())
                .ifPresent(endpoint -> plane.world.loadBalancer()
                        .register(balancing.serviceArn(), balancing.revision(), task.taskArn(), endpoint));
    }

    /** Tells it to stop; one that was told before goes on stopping as it does. */
    void stop(TaskStopCode code, String reason) {
        if (toldToStop()) {
            return;
        }
        next.cancel();
        task = task.toBuilder()
                .desiredStatus("STOPPED")
                .stopCode(code)
                .stoppedReason(reason)
                .stoppingAt(now())
                // AWS deletes the tags of a task that is stopped.
                .tags(List.<Tag>of())
                .build();
        plane.note("task " + label() + " stopping" + because(code, reason));
        deactivate();
    }

    private static String because(TaskStopCode code, String reason) {
        return code == TaskStopCode.SERVICE_SCHEDULER_INITIATED ? "" : ": " + reason;
    }

    private void deactivate() {
        if (launch.balancing().isPresent() && healthy) {
            plane.world.loadBalancer().deregister(task.taskArn());
            become(TaskStatus.DEACTIVATING, changed -> {});
            next = after(executing() ? pace.deregistration() : Duration.ZERO, this::terminate);
        } else {
            terminate();
        }
    }

    private void terminate() {
        if (!executing()) {
            deprovision();
            return;
        }
        become(TaskStatus.STOPPING, changed -> {});
        for (var container : containers) {
            if (container.executing()) {
                var handle = container.handle().orElseThrow();
                handle.terminate();
                after(container.stopTimeout(), () -> {
                    if (container.executing()) {
                        plane.note("task " + label() + " killed after its stop timeout");
                        handle.kill();
                    }
                });
            }
        }
    }

    private void exited(ContainerRun container, int exitCode) {
        container.exited(exitCode);
        if (status == TaskStatus.STOPPING && !executing()) {
            deprovision();
        } else if (!toldToStop() && container.essential()) {
            stop(TaskStopCode.ESSENTIAL_CONTAINER_EXITED, "Essential container in task exited");
        } else {
            become(status, changed -> {});
        }
    }

    private void deprovision() {
        become(TaskStatus.DEPROVISIONING, changed -> changed.executionStoppedAt(now()));
        next = after(pace.deprovisioning(), () -> {
            become(TaskStatus.STOPPED, changed -> changed.stoppedAt(now()));
            plane.note("task " + label() + " stopped" + exitCodes());
        });
    }

    private void become(TaskStatus changedTo, Consumer<Task.Builder> also) {
        status = changedTo;
        var changed = task.toBuilder().lastStatus(status.name()).version(task.version() + 1);
        also.accept(changed);
        task = changed.build();
        plane.events.taskChanged(view());
        launch.observer().accept(this);
    }

    Task view() {
        return task.toBuilder().containers(containers.stream().map(ContainerRun::view).toList()).build();
    }

    void tag(List<Tag> tags) {
        task = task.toBuilder().tags(tags).build();
    }

    String arn() {
        return task.taskArn();
    }

    TaskLaunch launch() {
        return launch;
    }

    TaskStatus status() {
        return status;
    }

    boolean toldToStop() {
        return "STOPPED".equals(task.desiredStatus());
    }

    boolean executing() {
        return containers.stream().anyMatch(ContainerRun::executing);
    }

    /** Whether it passed its health check at least once. */
    boolean wasHealthy() {
        return healthy;
    }

    private String exitCodes() {
        var codes = containers.stream()
                .map(container -> container.view().exitCode())
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .toList();
        return codes.isEmpty() ? "" : ", exit " + String.join(", ", codes);
    }

    private String label() {
        return launch.label() + " (" + Arns.lastSegment(task.taskArn()).substring(0, 6) + ")";
    }

    private Instant now() {
        return plane.world.time().now();
    }

    private Time.Timer after(Duration delay, Runnable action) {
        return plane.world.time().after(delay, action);
    }
}
