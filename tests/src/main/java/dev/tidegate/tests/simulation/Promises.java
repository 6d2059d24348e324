package dev.tidegate.tests.simulation;

import dev.tidegate.lambda.release.Phase;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds the promises against the truth, at the moment at which each could be broken. */
final class Promises {
    /** A wake-up may run that long after it has looked, and what it saw may have been some seconds old. */
    private static final long UNAVOIDABLE = 75 * Spans.SECOND;
    /** A hook is only excused when for so long before its deadline no sweep went through undisturbed. */
    private static final long EXCUSE = 5 * Spans.MINUTE;
    private static final Set<Integer> NOT_TO_BE_REPEATED = Set.of(2, 3, 4);

    private final World world;

    Promises(World world) {
        this.world = world;
    }

    /** A container with code of this version starts. */
    void started(SimDatabase database, String consumer, int version) {
        if (version < database.floor()) {
            broken(Promise.P1, consumer + " starts version " + version + " after post-traffic migration " + database
                    .floor() + " has taken away what it needs");
        }
    }

    void statementStarts(MigrationRun run, SimDatabase database, int migration) {
        world.tally.count(Seen.POST_STATEMENTS);
        for (SimService service : database.services) {
            noOlder(run, service.name, service.tasks, migration);
        }
        for (Family family : database.families) {
            noOlder(run, family.name, family.tasks, migration);
        }
    }

    private void noOlder(MigrationRun run, String consumer, List<SimTask> tasks, int migration) {
        for (SimTask task : tasks) {
            if (task.version < migration && task.mayExecute(world.now())) {
                broken(Promise.P1, "post-traffic migration " + migration + " starts (release " + run.key.release()
                        + ") while task " + task.arn + " of " + consumer + " runs version " + task.version + ": "
                        + task.status(world.now()));
            }
        }
    }

    void appliedOnce(MigrationRun run, boolean applied, int migration) {
        if (applied) {
            broken(Promise.P3, "migration " + migration + " is applied twice, by " + run.key.startedBy());
        }
    }

    void hookSucceeded(HookCall hook) {
        Rollout rollout = hook.rollout;
        if (rollout.isRollback() || hook.what.equals("AfterAllowTraffic")) {
            return;
        }
        SimDatabase database = rollout.service.database;
        int version = rollout.target.version();
        if (database.expanded.nextClearBit(1) <= version) {
            broken(Promise.P2, hook.what + " of " + rollout.id + " is answered \"succeeded\" but pre-traffic migration "
                    + database.expanded.nextClearBit(1) + " of version " + version + " is not committed");
        }
        if (version < database.floor()) {
            broken(Promise.P7, hook.what + " of " + rollout.id + " is answered \"succeeded\" for version " + version
                    + ", older than the floor " + database.floor());
        }
    }

    void callerTold(Carried carried, Phase phase) {
        int missing = carried.database().expanded.nextClearBit(1);
        if (phase == Phase.PRE_TRAFFIC && missing <= carried.version()) {
            broken(Promise.P2, "a pipeline is told that version " + carried.version() + " may be deployed, but "
                    + "pre-traffic migration " + missing + " is not committed");
        }
    }

    void hookFailed(HookCall hook, String reason) {
        if (hook.rollout.isRollback()) {
            broken(Promise.P7, "the rollback deployment " + hook.rollout.id + " is blocked: " + reason);
        }
        if (reason.isBlank()) {
            broken(Promise.P4, hook.what + " of " + hook.rollout.id + " fails without a reason");
        }
    }

    void oneAnswer(HookCall hook, String before, String now) {
        if (!before.isEmpty()) {
            broken(Promise.P4, hook.what + " of " + hook.rollout.id + " is answered \"" + now + "\" after \"" + before
                    + "\"");
        }
    }

    /** Nobody can answer a hook of which nothing was recorded, or while AWS does not answer. */
    void unanswered(HookCall hook) {
        boolean recorded = !(hook.rollout instanceof CodeDeployRollout rollout) || world.ledger().knows(rollout, hook);
        if (!recorded || world.lambda().lastCalmSweep() < world.now() - EXCUSE) {
            world.tally.count(Seen.HOOKS_EXCUSED);
            return;
        }
        broken(Promise.P4, hook.what + " of " + hook.rollout.id + " was not answered by its deadline");
    }

    void otherStage(Reply reply, Rollout rollout) {
        if (!reply.failed() && !reply.hookStatus().equals("SUCCEEDED")) {
            broken(Promise.P4, "POST_SCALE_UP of " + rollout.id + " is answered " + reply.answer());
        }
    }

    /** RunTask is about to make a task. */
    void runs(MigrationRun run, SimDatabase database) {
        for (MigrationRun other : database.runs) {
            boolean same = other.key.release().equals(run.key.release()) && other.key.phase() == run.key.phase();
            if (same && other.isAlive()) {
                broken(Promise.P3, run.key.startedBy() + " is started while " + other.key.startedBy() + " is alive");
            }
            boolean excludes = run.key.phase() == Phase.POST_TRAFFIC || other.key.phase() == Phase.POST_TRAFFIC;
            if (!same && other.isAlive() && excludes && other.key.phase() == Phase.POST_TRAFFIC) {
                broken(Promise.ONE_CONTRACTS, run.key.startedBy() + " is started while " + other.key.startedBy()
                        + " is alive");
            }
            if (same && !run.carried.isRetried() && other.exitCode().filter(NOT_TO_BE_REPEATED::contains).isPresent()) {
                broken(Promise.CONTRACT, run.key.startedBy() + " is started although " + other.key.startedBy()
                        + " exited " + other.exitCode().get());
            }
        }
        if (run.key.phase() == Phase.POST_TRAFFIC) {
            postRuns(run);
        }
    }

    private void postRuns(MigrationRun run) {
        Optional<Rollout> rollout = run.carried.rollout();
        if (rollout.isEmpty()) {
            broken(Promise.P5, run.key.startedBy() + " is started although its deployment has never begun");
        }
        Rollout deployed = rollout.orElseThrow();
        if (deployed.succeededAt == Spans.NEVER) {
            broken(Promise.P5, run.key.startedBy() + " is started although its deployment has not succeeded: "
                    + deployed.statusAt(world.now()));
        }
        for (Rollout later : deployed.service.rollouts) {
            boolean takesOver = later.number > deployed.number && later.overSince == Spans.NEVER && !later
                    .isRollback();
            if (takesOver && later.createdAt < world.now() - UNAVOIDABLE) {
                broken(Promise.P5, run.key.startedBy() + " is started although " + later.id
                        + " has taken the place of its deployment");
            }
        }
    }

    void broken(Promise promise, String how) {
        world.tell("BROKEN", () -> promise + ": " + how);
        throw new PromiseBroken(promise, how);
    }
}
