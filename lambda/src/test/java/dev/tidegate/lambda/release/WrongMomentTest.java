package dev.tidegate.lambda.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What must not be forgotten, or said twice, when a call fails at the wrong moment. */
class WrongMomentTest {
    private Instant now = Samples.NOON;

    /** P7: a rollback's hook must never be told "failed". */
    @Test
    void aRollbackThatCannotBeRecordedIsNotBlocked() {
        Interruption none = new Interruption();
        MemoryLedger ledger = new MemoryLedger(none) {
            @Override
            public Release save(Release release) {
                throw new Cloud.Unavailable("DynamoDB PutItem: throttled", null);
            }
        };
        ScriptedCloud cloud = new ScriptedCloud(none, () -> now);
        cloud.resolution = new Resolution.Bypass("the deployment is a rollback");
        Release release = ledger.openIfAbsent(Samples.codeDeployRelease());
        Reconciler reconciler = new Reconciler(ledger, cloud, new Reconciler.Conduct(_ -> Rules.DEFAULT), () -> now,
                new SilentWatcher());
        for (int minute = 0; minute <= 52; minute++) {
            try {
                reconciler.reconcile(release);
            } catch (Cloud.Unavailable e) {
                assertThat(e).hasMessageContaining("throttled");
            }
            now = now.plus(Duration.ofMinutes(1));
        }
        assertThat(cloud.sent).isNotEmpty().allMatch(HookAnswer.Succeeded.class::isInstance);
    }

    /** A task whose start was not recorded, while ECS cannot be asked until the deadline. */
    @Test
    void aTaskThatWasStartedUnrecordedIsStoppedWhenItsReleaseIsGivenUpBlindly() {
        World world = new World(Samples.codeDeployRelease());
        Release claimed = world.ledger.keep(Samples.in(world.ledger.kept(world.id), new State.PreRunning(Attempt.claim(
                1, world.now()))));
        world.cloud.start(Orders.of(claimed, (State.Running) claimed.state(), Rules.DEFAULT));
        world.cloud.outage = Optional.of(new Cloud.Unavailable("ECS: unreachable", null));
        for (int minute = 0; minute < 51; minute++) {
            world.passes(Duration.ofMinutes(1));
            world.sweep();
        }
        assertThat(world.state()).isInstanceOf(State.PreFailed.class);
        world.cloud.outage = Optional.empty();
        for (int minute = 0; minute < 60; minute++) {
            world.passes(Duration.ofMinutes(1));
            world.sweep();
        }
        assertThat(world.cloud.stopped).isNotEmpty();
    }

    /** StopTask does not know a task that RunTask has just made. */
    @Test
    void aTaskThatStopTaskDoesNotKnowYetIsToldAgain() {
        World world = new World(Samples.codeDeployRelease());
        List<Integer> asked = new ArrayList<>();
        Cloud cloud = DisturbedCloud.of(world.cloud, (call, arguments) -> {
            if (call.equals("stop")) {
                asked.add(1);
                if (asked.size() == 1) {
                    throw new Cloud.AnswerNotTaken("The referenced task was not found.", null);
                }
            }
            return Optional.empty();
        });
        Reconciler reconciler = new Reconciler(world.ledger, cloud, new Reconciler.Conduct(_ -> Rules.DEFAULT),
                world.clock, new SilentWatcher());
        reconciler.reconcile(world.ledger.kept(world.id));
        assertThat(world.state()).isInstanceOf(State.PreRunning.class);
        Requests.Reply reply = Requests.cancel(world.ledger.kept(world.id), new Wish("ann", world.now()));
        world.ledger.keep(((Requests.Reply.Granted) reply).release());
        reconciler.reconcile(world.ledger.kept(world.id));
        for (int minute = 0; minute < 60 && world.ledger.kept(world.id).needsAttention(); minute++) {
            world.passes(Duration.ofMinutes(1));
            reconciler.reconcile(world.ledger.kept(world.id));
        }
        assertThat(world.cloud.stopped).isNotEmpty();
    }

    /** The RunTask whose answer was lost is listed late; the deadline passes in between. */
    @Test
    void aTaskThatIsListedOnlyAfterTheDeadlineIsStopped() {
        World world = new World(Samples.codeDeployRelease());
        Release claimed = world.ledger.keep(Samples.in(world.ledger.kept(world.id), new State.PreRunning(Attempt.claim(
                1, world.now().plus(Duration.ofSeconds(49 * 60 + 30))))));
        Instant listed = world.now().plus(Duration.ofMinutes(53));
        world.cloud.start(Orders.of(claimed, (State.Running) claimed.state(), Rules.DEFAULT));
        Cloud cloud = DisturbedCloud.of(world.cloud, (call, arguments) -> {
            if (call.equals("find") && world.now().isBefore(listed)) {
                return Optional.of(Optional.empty());
            }
            return Optional.empty();
        });
        Reconciler reconciler = new Reconciler(world.ledger, cloud, new Reconciler.Conduct(_ -> Rules.DEFAULT),
                world.clock, new SilentWatcher());
        world.passes(Duration.ofMinutes(50));
        for (int minute = 0; minute < 60 && world.ledger.kept(world.id).needsAttention(); minute++) {
            reconciler.reconcile(world.ledger.kept(world.id));
            world.passes(Duration.ofMinutes(1));
        }
        assertThat(world.cloud.stopped).isNotEmpty();
    }

    /** The migrations are committed a minute after the deadline, and DynamoDB hiccups once: there are still nine minutes. */
    @Test
    void oneFailedWriteAfterTheDeadlineDoesNotFailAHookWhoseMigrationsAreCommitted() {
        Interruption none = new Interruption();
        boolean[] hiccup = {false};
        MemoryLedger ledger = new MemoryLedger(none) {
            @Override
            public Release save(Release release) throws Conflict {
                if (hiccup[0]) {
                    hiccup[0] = false;
                    throw new Cloud.Unavailable("DynamoDB PutItem: throttled", null);
                }
                return super.save(release);
            }
        };
        ScriptedCloud cloud = new ScriptedCloud(none, () -> now);
        Release release = ledger.openIfAbsent(Samples.codeDeployRelease());
        Reconciler reconciler = new Reconciler(ledger, cloud, new Reconciler.Conduct(_ -> Rules.DEFAULT), () -> now,
                new SilentWatcher());
        reconciler.reconcile(release);
        now = now.plus(Duration.ofSeconds(50 * 60 + 5));
        cloud.endTasks(new TaskStatus.Exited(0, ""));
        hiccup[0] = true;
        try {
            reconciler.reconcile(ledger.kept(release.id()));
        } catch (Cloud.Unavailable e) {
            assertThat(e).hasMessageContaining("throttled");
        }
        now = now.plus(Duration.ofMinutes(1));
        reconciler.reconcile(ledger.kept(release.id()));
        assertThat(cloud.taken.values()).containsExactly(new HookAnswer.Succeeded());
    }

    private static Cloud failingOnce(World world, String what, String whatArgument) {
        boolean[] once = {true};
        return DisturbedCloud.of(world.cloud, (call, arguments) -> {
            if (once[0] && call.equals(what) && (arguments[0] instanceof Release ? "Release" : "String")
                    .equals(whatArgument)) {
                once[0] = false;
                throw new Cloud.Unavailable(what + ": throttled", null);
            }
            return Optional.empty();
        });
    }

    /** Somebody awaits a release that ended two days ago; Step Functions is throttled once. */
    @Test
    void aTokenThatComesLongAfterTheEndIsAnsweredAlthoughTheFirstTryFails() {
        World world = new World(Samples.nativeRelease());
        world.cloud.resolution = new Resolution.Refuse("no");
        world.wake();
        world.passes(Duration.ofDays(2));
        Reconciler reconciler = new Reconciler(world.ledger, failingOnce(world, "answer", "Release"),
                new Reconciler.Conduct(_ -> Rules.DEFAULT), world.clock, new SilentWatcher());
        Requests.Reply reply = Requests.await(world.ledger.kept(world.id), new Caller(Phase.PRE_TRAFFIC, "token"),
                world.now());
        reconciler.reconcile(world.ledger.keep(((Requests.Reply.Granted) reply).release()));
        for (int minute = 0; minute < 24 * 60; minute++) {
            world.passes(Duration.ofMinutes(1));
            world.ledger.due(world.now()).forEach(id -> reconciler.reconcile(world.ledger.kept(id)));
        }
        assertThat(world.cloud.callersAnswered).hasSize(1);
    }

    /** AfterAllowTraffic asks two days after somebody cancelled the post-traffic phase; CodeDeploy is throttled once. */
    @Test
    void aHookThatComesLongAfterTheEndIsAnsweredAlthoughTheFirstTryFails() {
        World world = new World(Samples.codeDeployRelease()).armed();
        Requests.Reply cancel = Requests.cancel(world.ledger.kept(world.id), new Wish("ann", world.now()));
        world.ledger.keep(((Requests.Reply.Granted) cancel).release());
        world.wake();
        assertThat(world.state()).isInstanceOf(State.Disarmed.class);
        world.passes(Duration.ofDays(2));
        Reconciler reconciler = new Reconciler(world.ledger, failingOnce(world, "answer", "String"),
                new Reconciler.Conduct(_ -> Rules.DEFAULT), world.clock, new SilentWatcher());
        reconciler.reconcile(world.ledger.keep(Requests.await(world.ledger.kept(world.id), new Hook("after-allow"),
                world.now())));
        for (int minute = 0; minute < 60; minute++) {
            world.passes(Duration.ofMinutes(1));
            world.ledger.due(world.now()).forEach(id -> reconciler.reconcile(world.ledger.kept(id)));
        }
        assertThat(world.cloud.taken).containsKey("after-allow");
    }

    /** One release holds a claim that cannot be used; another deployment of the database comes at the same time. */
    @Test
    void aClaimThatCannotBeUsedDoesNotFailTheNextDeployment() {
        World world = new World(Samples.nativeRelease()).drainedOnce();
        world.passes(Duration.ofSeconds(30));
        world.cloud.startFails = true;
        world.sweep();
        assertThat(world.state()).isInstanceOf(State.PostRunning.class);
        ReleaseId next = new ReleaseId("dep43");
        world.ledger.keep(Release.open(next, Samples.NATIVE, Correspondence.NONE, world.now(), "ECS asked"));
        Reconciler reconciler = new Reconciler(world.ledger, world.cloud, new Reconciler.Conduct(_ -> Rules.DEFAULT),
                world.clock, new SilentWatcher());
        for (int minute = 0; minute < 70 && world.ledger.kept(next).needsAttention(); minute++) {
            world.passes(Duration.ofMinutes(1));
            // ECS asks for the second one every half minute.
            for (ReleaseId id : List.of(world.id, next)) {
                try {
                    reconciler.reconcile(world.ledger.kept(id));
                } catch (Cloud.Unavailable e) {
                    assertThat(e).hasMessageContaining("not allowed");
                }
            }
        }
        assertThat(world.ledger.kept(next).state()).isNotInstanceOf(State.Refused.class);
    }
}
