package dev.tidegate.tests.simulation;

import dev.tidegate.lambda.release.Phase;
import dev.tidegate.lambda.release.TaskKey;
import dev.tidegate.lambda.release.TaskStatus;
import dev.tidegate.lambda.trigger.Trigger;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/** A migration task with the runner in it: it takes the database's lock, then applies what is pending, one by one. */
final class MigrationRun {
    private static final long LOCK_TIMEOUT = 5 * Spans.MINUTE;

    final TaskKey key;
    final String arn;
    final Carried carried;
    final long createdAt;
    /** From then on the task is STOPPED. */
    long stoppedAt = Spans.NEVER;
    private final World world;
    private final SimDatabase database;
    private final Chance chance;
    private final RunFate fate;
    private final long listedAfter;
    private final long deadline;
    private final Set<String> later;
    private boolean begun;
    private boolean ended;
    private Optional<TaskStatus> ending = Optional.empty();

    MigrationRun(World world, TaskKey key, Carried carried, long deadline, Set<String> later) {
        this.world = world;
        this.key = key;
        this.carried = carried;
        this.deadline = deadline;
        this.later = later;
        arn = "arn:aws:ecs:eu-west-1:111122223333:task/c/m" + world.nextNumber();
        database = carried.database();
        createdAt = world.now();
        chance = carried.plan.chance().fork(1000L * (key.phase().ordinal() + 1) + key.attempt());
        fate = world.isCalm() ? RunFate.WORKS : RunFate.of(key.phase(), chance);
        listedAfter = world.isCalm() || chance.in(0.9) ? 0 : chance.between(1, 200) * Spans.SECOND;
        if (listedAfter > 0) {
            world.tally.count(Seen.LISTED_LATE);
        }
        say("is asked for, fate " + fate);
        world.events.in(chance.between(3, 90) * Spans.SECOND, this::starts);
    }

    Optional<Integer> exitCode() {
        return ending.filter(TaskStatus.Exited.class::isInstance).map(end -> ((TaskStatus.Exited) end).exitCode());
    }

    boolean isAlive() {
        return world.now() < stoppedAt;
    }

    boolean isListed(long asOf) {
        return createdAt + listedAfter <= asOf && asOf < stoppedAt + Spans.HOUR;
    }

    TaskStatus status(long asOf) {
        if (!isListed(asOf)) {
            return new TaskStatus.Missing();
        }
        return asOf < stoppedAt ? new TaskStatus.Alive(ended ? "DEPROVISIONING" : begun ? "RUNNING" : "PENDING")
                : ending.orElseThrow();
    }

    void stop() {
        if (ended) {
            return;
        }
        say("is told to stop");
        long grace = fate instanceof RunFate.Hangs ? 120 : chance.between(1, 30);
        boolean wasBegun = begun;
        world.events.in(grace * Spans.SECOND, () -> end(wasBegun ? new TaskStatus.Exited(
                fate instanceof RunFate.Hangs ? 137 : 6, "stopped") : new TaskStatus.Lost("UserInitiated: stopped")));
    }

    private void starts() {
        if (ended) {
            return;
        }
        if (fate instanceof RunFate.NeverStarts) {
            world.tally.count(Seen.NEVER_STARTED);
            world.events.in(chance.between(1, 200) * Spans.SECOND, () -> end(new TaskStatus.NeverStarted(
                    "TaskFailedToStart: CannotPullContainerError")));
            return;
        }
        begun = true;
        if (fate instanceof RunFate.IsLost) {
            world.events.in(chance.between(0, 300) * Spans.SECOND, () -> {
                world.tally.count(Seen.LOST_TASKS);
                end(new TaskStatus.Lost("InfrastructureHealth: the instance is gone"));
            });
        }
        if (fate instanceof RunFate.IsKilled) {
            world.events.in(chance.between(0, 300) * Spans.SECOND, () -> {
                world.tally.count(Seen.KILLED_TASKS);
                exit(137);
            });
        }
        lock(world.now());
    }

    private void lock(long since) {
        if (ended) {
            return;
        }
        if (database.locker.isPresent()) {
            world.tally.count(Seen.LOCK_WAITED);
            if (world.now() >= deadline) {
                exit(6);
            } else if (world.now() - since > LOCK_TIMEOUT) {
                exit(5);
            } else {
                world.events.in(15 * Spans.SECOND, () -> lock(since));
            }
            return;
        }
        database.locker = Optional.of(this);
        if (key.phase() == Phase.PRE_TRAFFIC && isBelowFloor()) {
            world.tally.count(Seen.FLOOR_REFUSED);
            exit(4);
        } else if (fate instanceof RunFate.Exits(int code)) {
            world.events.in(chance.between(1, 40) * Spans.SECOND, () -> exit(code));
        } else {
            applyNext();
        }
    }

    /**
     * The runner's own scripts show it, unless they are newer than the code: then it has to be told. Of code from before the
     * first release nobody may know that it is old, which is a limit of such images; here they have it in their scripts.
     */
    private boolean isBelowFloor() {
        boolean isTold = database.newestImage && carried.version() > 1;
        return isTold ? !Collections.disjoint(later, database.contractors) : carried.version() < database.floor();
    }

    private void applyNext() {
        if (ended) {
            return;
        }
        BitSet applied = key.phase() == Phase.PRE_TRAFFIC ? database.expanded : database.contracted;
        int migration = applied.nextClearBit(1);
        if (migration > carried.version()) {
            exit(0);
            return;
        }
        if (key.phase() == Phase.POST_TRAFFIC) {
            world.promises.statementStarts(this, database, migration);
        }
        say("applies " + key.phase().text() + " migration " + migration);
        long takes = fate instanceof RunFate.Hangs ? Spans.NEVER
                : chance.between(1, world.isCalm() ? 10 : chance.in(0.02) ? 2400 : 90) * Spans.SECOND;
        if (!(fate instanceof RunFate.Hangs) && world.now() + takes > deadline) {
            world.events.at(Math.max(deadline, world.now()), () -> exit(6));
            return;
        }
        if (takes < Spans.NEVER) {
            world.events.in(takes, () -> commit(applied, migration));
        }
    }

    private void commit(BitSet applied, int migration) {
        if (!ended) {
            world.promises.appliedOnce(this, applied.get(migration), migration);
            applied.set(migration);
            if (key.phase() == Phase.POST_TRAFFIC) {
                database.contractors.add(key.release().value());
            }
            applyNext();
        }
    }

    private void exit(int code) {
        if (code == 75 && !ended) {
            world.tally.count(Seen.NOT_YET);
        }
        end(new TaskStatus.Exited(code, code == 0 ? "" : "exit " + code, code == 75 && chance.in(0.5)
                ? Optional.of(Instant.ofEpochMilli(World.EPOCH + world.now() + chance.between(1, 60) * Spans.MINUTE))
                : Optional.empty()));
    }

    private void end(TaskStatus how) {
        if (ended) {
            return;
        }
        ended = true;
        ending = Optional.of(how);
        say("ends: " + how);
        // The server notices late that a client on a lost instance is gone, and keeps its lock until then.
        long keepsLock = how instanceof TaskStatus.Lost ? chance.between(0, 240) * Spans.SECOND : 0;
        world.events.in(keepsLock, () -> database.locker = database.locker.filter(holder -> holder != this));
        stoppedAt = world.now() + chance.between(1, 40) * Spans.SECOND;
        world.events.at(stoppedAt, () -> world.emit(new Trigger.TaskChanged(arn, Optional.of(key))));
    }

    private void say(String what) {
        if (world.timeline.isKept()) {
            world.tell("migration task " + key.startedBy(), () -> what);
        }
    }
}
