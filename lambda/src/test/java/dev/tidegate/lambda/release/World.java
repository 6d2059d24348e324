package dev.tidegate.lambda.release;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** One release, its ledger, AWS, a clock that only a test moves, and the code under test between them. */
final class World {
    /** The function dies in the middle of what it does. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    private Instant now = Samples.NOON;
    final InstantSource clock = () -> now;
    final Interruption interruption = new Interruption();
    final MemoryLedger ledger = new MemoryLedger(interruption);
    final ScriptedCloud cloud = new ScriptedCloud(interruption, clock);
    final List<String> failures = new ArrayList<>();
    final ReleaseId id;
    private final Reconciler reconciler;

    World(Release release) {
        this(release, Rules.DEFAULT);
    }

    World(Release release, Rules rules) {
        id = release.id();
        ledger.keep(release);
        reconciler = new Reconciler(ledger, cloud, new Reconciler.Conduct(_ -> rules), clock, new Watcher() {
            @Override
            public void entered(Release before, Release entered, String why) {}

            @Override
            public void waits(Release waiting, String why) {}

            @Override
            public void failed(ReleaseId failed, RuntimeException problem) {
                failures.add(problem.getMessage());
            }

            @Override
            public void asked(Asked asked) {}
        });
    }

    Instant now() {
        return now;
    }

    void passes(Duration duration) {
        now = now.plus(duration);
    }

    State state() {
        return ledger.kept(id).state();
    }

    Outcome wake() {
        return reconciler.reconcile(ledger.find(id).orElseThrow());
    }

    /** A wake-up that may die or find AWS out of reach. */
    void sweep() {
        try {
            ledger.due(now).forEach(_ -> wake());
        } catch (Crash | Cloud.Unavailable e) {
            failures.add(String.valueOf(e.getMessage()));
        }
    }

    /** Tasks end well, the deployment goes on when its hook lets it, the old code stops when it has succeeded. */
    void minutePasses() {
        passes(Duration.ofMinutes(1));
        if (cloud.deployment instanceof DeploymentStatus.Succeeded) {
            cloud.oldTask = cloud.oldTask.equals("RUNNING") ? "DEACTIVATING" : "STOPPED";
        }
        boolean told = ledger.kept(id).correspondence().hooks().stream()
                .allMatch(hook -> cloud.taken.containsKey(hook.executionId()));
        if (told && HookAnswer.to(state()) instanceof HookAnswer.Succeeded) {
            cloud.deployment = new DeploymentStatus.Succeeded();
        }
        cloud.endTasks(new TaskStatus.Exited(0, ""));
    }

    /** Sweeps until nothing needs attention; gives up after some hours. */
    void untilTheEnd() {
        for (int minute = 0; minute < 300 && ledger.kept(id).needsAttention(); minute++) {
            sweep();
            minutePasses();
        }
    }

    /** Brings the release to Armed. */
    World armed() {
        wake();
        cloud.endTasks(new TaskStatus.Exited(0, ""));
        wake();
        return this;
    }

    /** Brings the release to where the old code is gone and the first of the two reads has been made. */
    World drainedOnce() {
        armed();
        cloud.deployment = new DeploymentStatus.Succeeded();
        cloud.oldTask = "STOPPED";
        wake();
        return this;
    }

    /** Brings the release to a running post-traffic task. */
    World postRunning() {
        drainedOnce();
        passes(Duration.ofSeconds(30));
        wake();
        return this;
    }
}
