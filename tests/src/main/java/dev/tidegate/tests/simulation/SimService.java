package dev.tidegate.tests.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An ECS service, as ECS knows it. */
final class SimService {
    final World world;
    final SimDatabase database;
    final String name;
    final Controller controller;
    final List<SimTask> tasks = new ArrayList<>();
    final List<Rollout> rollouts = new ArrayList<>();
    /** Before the first deployment that this world knows; empty for a service that never ran. */
    final Optional<Revision> initial;
    final Chance chance;
    int desired;

    SimService(World world, SimDatabase database, String name, Controller controller, boolean runs, int desired,
            Chance chance) {
        this.world = world;
        this.database = database;
        this.name = name;
        this.controller = controller;
        this.desired = desired;
        this.chance = chance;
        initial = runs ? Optional.of(revision("initial", 1)) : Optional.empty();
        initial.ifPresent(revision -> start(revision, desired));
    }

    String arn() {
        return "arn:aws:ecs:eu-west-1:111122223333:service/c/" + name;
    }

    /** As messages call it. */
    String title() {
        return "service \"" + name + "\"";
    }

    boolean isCarrier() {
        return controller != Controller.PLAIN;
    }

    Revision revision(String id, int version) {
        return new Revision(id, "ecs-svc/" + id, "arn:aws:ecs:eu-west-1:111122223333:task-definition/" + name + ":"
                + version, version);
    }

    /** The revision that the newest successful deployment has brought. */
    Optional<Revision> current(long asOf) {
        for (Rollout rollout : rollouts.reversed()) {
            if (rollout.succeededAt <= asOf && !rollout.isRollback()) {
                return Optional.of(rollout.target);
            }
        }
        return initial;
    }

    Optional<Rollout> underWay() {
        for (Rollout rollout : rollouts.reversed()) {
            if (rollout.isUnderWay()) {
                return Optional.of(rollout);
            }
        }
        return Optional.empty();
    }

    /** What it would start tasks of: a deployment under way may still be rolled back to what was there before. */
    List<Revision> listed(long asOf) {
        List<Revision> listed = new ArrayList<>();
        current(asOf).ifPresent(listed::add);
        for (Rollout rollout : rollouts) {
            if (rollout.listedFrom <= asOf && asOf < rollout.endedAt && !listed.contains(rollout.target)) {
                listed.add(rollout.target);
            }
        }
        return listed;
    }

    void start(Revision revision, int count) {
        for (int i = 0; i < count; i++) {
            world.promises.started(database, name, revision.version());
            long protection = chance.in(0.06) ? chance.between(5, 90) * Spans.MINUTE : 0;
            if (protection > 0) {
                world.tally.count(Seen.PROTECTED_TASKS);
            }
            tasks.add(new SimTask(world.nextTask(), revision, world.now(), protection, true, chance.fork(world
                    .nextNumber())));
        }
        world.tell(name, () -> count + " tasks of version " + revision.version() + " start (" + revision.startedBy()
                + ")");
    }

    /** Tasks of these, or of all others, are told to stop as soon as their protection ends. @return when all are told */
    long stop(Revision revision, boolean others) {
        long allToldAt = world.now();
        for (SimTask task : tasks) {
            if (task.startedBy.equals(revision.startedBy()) != others && !task.isToldToStop(world.now())) {
                stop(task);
                allToldAt = Math.max(allToldAt, Math.min(task.toldToStopAt(), task.stoppedAt()));
            }
        }
        tasks.removeIf(task -> !task.mayExecute(world.now()) && world.now() > task.stoppedAt() + 2 * Spans.HOUR);
        return allToldAt;
    }

    void stop(SimTask task) {
        if (!task.isToldToStop(world.now())) {
            if (task.isGivenUp) {
                giveUp(task);
            } else {
                task.tellToStop(Math.max(world.now(), task.protectedUntil));
            }
            world.events.at(task.stoppedAt(), () -> world.lookAt(name));
        }
    }

    /** While nobody looks, longer than ECS lists it would be more than anybody could see. */
    private void giveUp(SimTask task) {
        world.tally.count(Seen.ORPHANED_TASKS);
        task.orphan(world.now(), world.ledger().isWatched(database) ? 3 * Spans.HOUR : 50 * Spans.MINUTE);
        world.tell(name, () -> "the instance of " + task.arn + " is deregistered by force");
    }

    long alive(Revision revision) {
        return tasks.stream().filter(task -> task.startedBy.equals(revision.startedBy()) && !task.isToldToStop(world
                .now())).count();
    }

    /** Other deployments of the service that came later, in the words of ECS. */
    boolean hasLater(Rollout rollout, long asOf) {
        return !rollouts.isEmpty() && rollouts.getLast() != rollout && rollouts.stream().anyMatch(
                later -> later.number > rollout.number && later.createdAt <= asOf);
    }
}
