package dev.tidegate.tests.simulation;

import dev.tidegate.lambda.release.Launch;
import dev.tidegate.lambda.release.Phase;
import dev.tidegate.lambda.release.Target;
import dev.tidegate.lambda.release.TaskOrder;
import dev.tidegate.lambda.release.TaskStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Starts and finds migration tasks. */
final class Launcher {
    private final World world;
    private final Calls calls;

    Launcher(World world, Calls calls) {
        this.world = world;
        this.calls = calls;
    }

    Launch start(TaskOrder order) {
        return calls.make(Calls.Api.ECS, "RunTask", () -> {
            Carried carried = world.carried(order.key().release().value());
            SimDatabase database = carried.database();
            // The client token is remembered for an hour after the task has stopped.
            Optional<MigrationRun> same = database.runs.stream().filter(run -> world.heedsTokens() && run.key.equals(
                    order.key())
                    && world.now() < run.stoppedAt + Spans.HOUR).findFirst();
            if (same.isPresent()) {
                return new Launch.Started(same.get().arn);
            }
            if (!world.isCalm() && carried.plan.chance().fork(order.key().startedBy().hashCode()).in(0.02)) {
                world.tally.count(Seen.NO_CAPACITY);
                return new Launch.NotNow("RESOURCE:CPU");
            }
            MigrationRun run = new MigrationRun(world, order.key(), carried, Instant.parse(order.environment().get(
                    "TIDEGATE_DEADLINE")).toEpochMilli() - World.EPOCH, Set.of(order.environment().getOrDefault(
                            "TIDEGATE_LATER_RELEASES", "").split(",")));
            world.tally.count(order.key().phase() == Phase.PRE_TRAFFIC ? Seen.PRE_TASKS : Seen.POST_TASKS);
            if (order.key().attempt() > 1) {
                world.tally.count(Seen.RETRIED_ATTEMPTS);
            }
            world.promises.runs(run, database);
            database.runs.add(run);
            return new Launch.Started(run.arn);
        });
    }

    Optional<String> find(TaskOrder order) {
        return calls.make(Calls.Api.ECS, "ListTasks", () -> {
            long asOf = calls.asOf();
            return database(order.target()).runs.stream().filter(run -> run.key.equals(order.key()) && run.isListed(
                    asOf)).map(run -> run.arn).findFirst();
        });
    }

    TaskStatus status(Target target, String arn) {
        return calls.make(Calls.Api.ECS, "DescribeTasks", () -> {
            long asOf = calls.asOf();
            return run(target.database(), arn).map(run -> run.status(asOf)).orElseGet(TaskStatus.Missing::new);
        });
    }

    Optional<MigrationRun> run(String database, String arn) {
        return world.database(database).runs.stream().filter(run -> run.arn.equals(arn)).findFirst();
    }

    private SimDatabase database(Target target) {
        return world.database(target.database());
    }
}
