package dev.tidegate.lambda.release;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A release from its first wake-up to its end. */
class ReconcilerTest {
    static List<Release> bothControllers() {
        return List.of(Samples.nativeRelease(), Samples.codeDeployRelease());
    }

    @ParameterizedTest
    @MethodSource("bothControllers")
    void aReleaseGoesThroughBothPhasesOnceEach(Release release) {
        World world = new World(release);

        world.untilTheEnd();

        assertThat(world.state()).isInstanceOf(State.Completed.class);
        assertThat(world.ledger.kept(world.id).history().stream().map(Transition::state)).containsExactly("Opened",
                "PreRunning", "PreRunning", "Armed", "Draining", "PostRunning", "PostRunning", "Completed");
        assertThat(world.cloud.orders(Phase.PRE_TRAFFIC)).hasSize(1);
        assertThat(world.cloud.orders(Phase.POST_TRAFFIC)).hasSize(1);
        assertThat(world.cloud.breaches).isEmpty();
    }

    @Test
    void aCodeDeployHookIsAnsweredOnceAndOnlyWhenThePreTrafficTaskHasSucceeded() {
        World world = new World(Samples.codeDeployRelease());

        world.wake();
        assertThat(world.cloud.sent).isEmpty();

        world.cloud.endTasks(new TaskStatus.Exited(0, ""));
        world.wake();
        world.wake();
        assertThat(world.cloud.sent).containsExactly(new HookAnswer.Succeeded());
        assertThat(world.ledger.kept(world.id).correspondence().hooks()).containsExactly(new Hook("hook-execution-1",
                true));
    }

    @Test
    void nothingOfANativeReleaseIsSentToCodeDeploy() {
        World world = new World(Samples.nativeRelease());

        world.untilTheEnd();

        assertThat(world.cloud.sent).isEmpty();
    }

    @Test
    void everyWaitIsExplained() {
        World world = new World(Samples.nativeRelease());
        assertThat(world.wake().why()).isEqualTo("pre-traffic migration task started");
        assertThat(world.wake().why()).isEqualTo("pre-traffic migration task is PENDING");

        world.cloud.endTasks(new TaskStatus.Exited(0, ""));
        assertThat(world.wake().why()).isEqualTo("pre-traffic migrations are committed");
        assertThat(world.wake().why()).isEqualTo("waiting for the deployment: it is in PRE_SCALE_UP, IN_PROGRESS");

        world.cloud.deployment = new DeploymentStatus.Succeeded();
        world.cloud.oldTask = "STOPPING";
        assertThat(world.wake().why())
                .isEqualTo("waiting for service \"web\": 1 task of older code has not stopped (1 STOPPING)");

        world.cloud.oldTask = "STOPPED";
        assertThat(world.wake().why())
                .isEqualTo("no old code seen at 2026-03-01T12:00:00Z; looking again at 2026-03-01T12:00:30Z");
    }

    @Test
    void theTaskIsToldWhatItIsForAndWhatWasProven() {
        World world = new World(Samples.nativeRelease()).postRunning();

        assertThat(world.cloud.orders(Phase.PRE_TRAFFIC).getFirst().environment()).containsOnly(
                entry("TIDEGATE_RELEASE", "dep42"), entry("TIDEGATE_VERSION", "web:42"),
                entry("TIDEGATE_PHASE", "pre-traffic"),
                entry("TIDEGATE_DEADLINE", "2026-03-01T12:50:00Z"));
        assertThat(world.cloud.orders(Phase.POST_TRAFFIC).getFirst().environment()).containsOnly(
                entry("TIDEGATE_RELEASE", "dep42"), entry("TIDEGATE_VERSION", "web:42"),
                entry("TIDEGATE_PHASE", "post-traffic"),
                entry("TIDEGATE_DEADLINE", "2026-03-01T13:00:30Z"),
                entry("TIDEGATE_DRAINED_AT", "2026-03-01T12:00:30Z"),
                entry("TIDEGATE_EVIDENCE",
                        "service \"web\": 1 old task stopped; 1 new; read at 2026-03-01T12:00:00Z and 2026-03-01T12:00:30Z"));
    }

    @ParameterizedTest
    @MethodSource("bothControllers")
    void aRollbackRunsNothingAndIsLetThrough(Release release) {
        World world = new World(release);
        world.cloud.resolution = new Resolution.Bypass("it goes back");

        Outcome outcome = world.wake();

        assertThat(outcome).extracting(Outcome::why).isEqualTo("it goes back");
        assertThat(HookAnswer.to(outcome.release().state())).isEqualTo(new HookAnswer.Succeeded());
        assertThat(world.cloud.started).isEmpty();
        assertThat(world.cloud.sent)
                .isEqualTo(!release.correspondence().hooks().isEmpty() ? List.of(new HookAnswer.Succeeded())
                        : List.of());
    }

    @Test
    void whatCannotBeServedIsRefusedWithTheReason() {
        World world = new World(Samples.codeDeployRelease());
        world.cloud.resolution = new Resolution.Refuse("no such container");

        world.wake();

        assertThat(world.state()).isEqualTo(new State.Refused("no such container"));
        assertThat(world.cloud.sent).containsExactly(new HookAnswer.Failed("no such container"));
        assertThat(world.cloud.started).isEmpty();
    }

    @Test
    void anAnswerThatCodeDeployDidNotTakeIsSentAgain() {
        World world = new World(Samples.in(Samples.codeDeployRelease(), new State.PreFailed("broken")));
        world.cloud.outage = Optional.of(new Cloud.Unavailable("CodeDeploy is away", null));
        world.sweep();
        assertThat(world.ledger.needingAttention()).containsExactly(world.id);

        world.cloud.outage = Optional.empty();
        world.passes(Duration.ofMinutes(1));
        world.sweep();

        assertThat(world.cloud.sent).containsExactly(new HookAnswer.Failed("broken"));
        assertThat(world.ledger.needingAttention()).isEmpty();
    }

    @Test
    void aReleaseThatSomebodyElseBroughtFurtherIsTakenFromThere() {
        World world = new World(Samples.nativeRelease());
        Release stale = world.ledger.kept(world.id);
        world.armed();
        int tasks = world.cloud.started.size();

        Outcome outcome = new Reconciler(world.ledger, world.cloud, new Reconciler.Conduct(_ -> Rules.DEFAULT),
                world.clock, new SilentWatcher())
                .reconcile(stale);

        assertThat(outcome.release().state()).isEqualTo(new State.Armed());
        assertThat(world.cloud.started).hasSize(tasks);
    }

    @Test
    void theRulesOfTheReleasesOwnDatabaseHold() {
        Rules slow = new Rules(Duration.ofMinutes(10), Duration.ZERO, false, Rules.DEFAULT.preLimit(), Rules.DEFAULT
                .postLimit(),
                Rules.DEFAULT.grace(), 5, 20, Rules.DEFAULT.retryAfter(), Rules.DEFAULT.claimPatience(), Rules.DEFAULT
                        .claimLife(), Rules.DEFAULT.announcementLife());
        World world = new World(Samples.nativeRelease(), slow).drainedOnce();

        world.passes(Duration.ofSeconds(599));
        world.wake();
        assertThat(world.cloud.orders(Phase.POST_TRAFFIC)).isEmpty();

        world.passes(Duration.ofSeconds(1));
        world.wake();
        assertThat(world.cloud.orders(Phase.POST_TRAFFIC)).hasSize(1);
    }
}
