package dev.tidegate.tests.rehearsal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

/** Who else runs the shop's code against its database, in a cluster of its own: a worker service and a scheduled job. */
final class Neighbours {
    static final String SETTINGS = """
            "consumers": [{"service": "worker", "cluster": "batch"},
                          {"family": "nightly-report", "cluster": "batch", "identity": "image-tag"}],""";
    private static final String CLUSTER = "batch";
    private static final String WORKER = "worker";
    private static final String REPORT = "nightly-report";

    private final Rehearsal rehearsal;
    private final EcsClient ecs;

    Neighbours(Rehearsal rehearsal) {
        this.rehearsal = rehearsal;
        ecs = rehearsal.account.ecs();
        ecs.createCluster(create -> create.clusterName(CLUSTER));
    }

    private String register(String family, String version) {
        return rehearsal.stack.registerShop(family, version, Duration.ofSeconds(30), Map.of());
    }

    /** The worker runs old code in one task when this returns. */
    void startWorker() {
        ecs.createService(create -> create.cluster(CLUSTER).serviceName(WORKER).desiredCount(1)
                .taskDefinition(register(WORKER, Rehearsal.OLD)).networkConfiguration(ShopStack.network()));
        Await.until("the worker to run", Rehearsal.PATIENCE, () -> worker().runningCount() == 1);
    }

    private Service worker() {
        return ecs.describeServices(describe -> describe.cluster(CLUSTER).services(WORKER)).services().getFirst();
    }

    /** Begins to replace the worker's task by one with new code. */
    void updateWorker() {
        String taskDefinition = register(WORKER, Rehearsal.NEW);
        ecs.updateService(update -> update.cluster(CLUSTER).service(WORKER).taskDefinition(taskDefinition));
    }

    /** The report runs old code in two tasks when this returns. */
    void startReport() {
        String taskDefinition = register(REPORT, Rehearsal.OLD);
        ecs.runTask(run -> run.cluster(CLUSTER).taskDefinition(taskDefinition).count(2).launchType("FARGATE")
                .networkConfiguration(ShopStack.network()));
        Await.until("the report to run", Rehearsal.PATIENCE, () -> reports().stream().filter(task -> task.lastStatus()
                .equals("RUNNING")).count() == 2);
    }

    private List<Task> reports() {
        List<String> arns = ecs.listTasks(list -> list.cluster(CLUSTER).family(REPORT)).taskArns();
        return arns.isEmpty() ? List.of()
                : ecs.describeTasks(describe -> describe.cluster(CLUSTER).tasks(arns)).tasks();
    }

    /** Stops the tasks of the report. */
    void stopReport() {
        reports().forEach(task -> ecs.stopTask(stop -> stop.cluster(CLUSTER).task(task.taskArn())));
    }

    /** What the schedule starts from now on. */
    void registerNewReport() {
        register(REPORT, Rehearsal.NEW);
    }
}
