package dev.tidegate.tests.fanout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.tests.ecs.SimulatedEcs;
import dev.tidegate.tests.ecs.TokenBucket;
import dev.tidegate.tests.time.Time;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;

/** A distributed map as Step Functions runs it: so many children at once, each a task that is started and waited for. */
final class MapRun {
    private final Definition definition;
    private final SimulatedEcs ecs;
    private final Time time;
    private final TokenBucket runTask;
    private final Random random;
    private final int concurrency;
    private final double tolerated;
    private final Deque<String> waiting = new ArrayDeque<>();
    private final Map<String, String> databaseOfTask = new HashMap<>();
    private final int all;
    private int open;
    final List<String> succeeded = new ArrayList<>();
    final List<String> failed = new ArrayList<>();
    int mostOpen;
    int throttled;

    /**
     * A run that has not begun.
     *
     * @param runTask the bucket that every RunTask takes a token of
     * @param tolerated failures, in percent of all
     */
    MapRun(Definition definition, SimulatedEcs ecs, Time time, TokenBucket runTask, Random random,
            List<String> databases, int concurrency, double tolerated) {
        this.definition = definition;
        this.ecs = ecs;
        this.time = time;
        this.runTask = runTask;
        this.random = random;
        this.concurrency = concurrency;
        this.tolerated = tolerated;
        all = databases.size();
        waiting.addAll(databases);
    }

    MapRun begin() {
        fill();
        return this;
    }

    /** More failed than is tolerated: no child is begun any more. */
    boolean hasFailed() {
        return failed.size() * 100.0 > tolerated * all;
    }

    boolean isOver() {
        return open == 0 && (waiting.isEmpty() || hasFailed());
    }

    /** What a redrive runs again: whatever has not succeeded. */
    List<String> left() {
        List<String> left = new ArrayList<>(failed);
        left.addAll(waiting);
        return left;
    }

    private void fill() {
        while (!hasFailed() && open < concurrency && !waiting.isEmpty()) {
            open++;
            mostOpen = Math.max(mostOpen, open);
            start(waiting.removeFirst(), 0);
        }
    }

    private void start(String database, int retries) {
        if (runTask.take()) {
            String arn = ecs.runTask(run -> run.cluster("prod").taskDefinition("migrate").startedBy("fan-out/42")
                    .overrides(overrides -> overrides.containerOverrides(ContainerOverride.builder().name("app")
                            .command("pre").environment(KeyValuePair.builder().name("TIDEGATE_DATABASE_SECRET").value(
                                    database).build()).build()))).tasks().getFirst().taskArn();
            databaseOfTask.put(arn, database);
            return;
        }
        throttled++;
        if (retries == definition.mostAttempts()) {
            end(database, false);
            return;
        }
        time.after(definition.delay(retries + 1, random), () -> start(database, retries + 1));
    }

    /** An event of a task, as ECS puts it on the bus. */
    void changed(ObjectNode detail) {
        String arn = detail.path("taskArn").asText();
        if (detail.path("lastStatus").asText().equals("STOPPED") && databaseOfTask.containsKey(arn)) {
            end(databaseOfTask.remove(arn), detail.path("containers").path(0).path("exitCode").asInt(-1) == 0);
        }
    }

    private void end(String database, boolean well) {
        (well ? succeeded : failed).add(database);
        open--;
        fill();
    }
}
