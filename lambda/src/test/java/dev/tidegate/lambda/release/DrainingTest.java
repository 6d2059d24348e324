package dev.tidegate.lambda.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The post-traffic phase starts on two clear reads some time apart, and never after the deployment has turned. */
class DrainingTest {
    private static final Duration SETTLE = Rules.DEFAULT.settle();

    @Test
    void oneClearReadIsNotEnough() {
        World world = new World(Samples.nativeRelease()).drainedOnce();

        world.passes(SETTLE.minusNanos(1));
        world.wake();

        assertThat(world.cloud.orders(Phase.POST_TRAFFIC)).isEmpty();
    }

    @Test
    void twoClearReadsFarEnoughApartAre() {
        World world = new World(Samples.nativeRelease()).drainedOnce();

        world.passes(SETTLE);
        world.wake();

        assertThat(world.cloud.orders(Phase.POST_TRAFFIC)).hasSize(1);
        assertThat(world.cloud.breaches).isEmpty();
    }

    @Test
    void oldCodeSeenBetweenTheTwoReadsStartsTheWaitAnew() {
        World world = new World(Samples.nativeRelease()).drainedOnce();
        world.passes(SETTLE.minusSeconds(1));
        world.cloud.oldTask = "DEACTIVATING";
        world.wake();

        world.cloud.oldTask = "STOPPED";
        world.passes(SETTLE);
        world.wake();

        assertThat(world.cloud.orders(Phase.POST_TRAFFIC)).isEmpty();
        assertThat(world.state()).isInstanceOfSatisfying(State.Draining.class,
                draining -> assertThat(draining.clear().orElseThrow().at()).isEqualTo(world.now()));
    }

    @Test
    void aReadThatFailsBetweenTheTwoStartsTheWaitAnew() {
        World world = new World(Samples.nativeRelease()).drainedOnce();
        world.passes(SETTLE.minusSeconds(1));
        world.cloud.outage = Optional.of(new Cloud.Unavailable("ECS ListTasks: throttled", null));
        assertThat(world.wake().why())
                .isEqualTo("waiting for the deployment: cannot see how it stands: ECS ListTasks: throttled");

        world.cloud.outage = Optional.empty();
        world.passes(SETTLE);
        world.wake();

        assertThat(world.cloud.orders(Phase.POST_TRAFFIC)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROVISIONING", "PENDING", "ACTIVATING", "RUNNING", "DEACTIVATING", "STOPPING",
            "DEPROVISIONING", "SOMETHING_NEW"})
    void aTaskThatHasNotStoppedIsWaitedForHoweverLongItTakes(String lastStatus) {
        World world = new World(Samples.nativeRelease()).armed();
        world.cloud.deployment = new DeploymentStatus.Succeeded();
        world.cloud.oldTask = lastStatus;

        for (int day = 0; day < 20; day++) {
            world.passes(Duration.ofDays(1));
            world.wake();
        }

        assertThat(world.cloud.orders(Phase.POST_TRAFFIC)).isEmpty();
        assertThat(world.state()).isInstanceOf(State.Draining.class);
    }

    static Stream<Arguments> turns() {
        List<DeploymentStatus> turns = List.of(new DeploymentStatus.Failed("the deployment was rolled back"),
                new DeploymentStatus.Failed("the deployment was stopped"),
                new DeploymentStatus.Superseded("service deployment 43 came after it"));
        return turns.stream().flatMap(turn -> Stream.of(Arguments.of(turn, "Armed"), Arguments.of(turn, "Draining")));
    }

    @ParameterizedTest
    @MethodSource("turns")
    void aDeploymentThatTurnsDisarmsForGood(DeploymentStatus turn, String from) {
        World world = new World(Samples.nativeRelease());
        if (from.equals("Armed")) {
            world.armed();
        } else {
            world.drainedOnce();
        }
        assertThat(world.state().name()).isEqualTo(from);
        world.cloud.deployment = turn;
        world.passes(SETTLE);
        world.wake();
        assertThat(world.state()).isInstanceOf(State.Disarmed.class);

        world.cloud.deployment = new DeploymentStatus.Succeeded();
        world.cloud.oldTask = "STOPPED";
        world.passes(SETTLE);
        world.wake();

        assertThat(world.cloud.orders(Phase.POST_TRAFFIC)).isEmpty();
        assertThat(world.ledger.needingAttention()).isEmpty();
    }

    /** A crash right after the claim: what it rested on may be gone before anybody looks again. */
    private static World claimedButNotStarted() {
        World world = new World(Samples.nativeRelease()).drainedOnce();
        world.passes(SETTLE);
        Attempt attempt = Attempt.claim(1, world.now());
        world.ledger.keep(Samples.in(world.ledger.kept(world.id), new State.PostRunning(attempt, Samples.EVIDENCE,
                new State.Tries(1, 0))));
        world.passes(Rules.DEFAULT.claimPatience());
        return world;
    }

    @Test
    void aClaimIsLeftForAWhileToTheWakeUpThatMadeIt() {
        World world = new World(Samples.nativeRelease()).drainedOnce();
        Attempt attempt = Attempt.claim(1, world.now());
        world.ledger.keep(Samples.in(world.ledger.kept(world.id), new State.PostRunning(attempt, Samples.EVIDENCE,
                new State.Tries(1, 0))));

        assertThat(world.wake().why()).isEqualTo("another wake-up is about to start the migration task");
        assertThat(world.cloud.orders(Phase.POST_TRAFFIC)).isEmpty();
    }

    @Test
    void aClaimIsUsedWhenWhatItRestedOnStillHolds() {
        World world = claimedButNotStarted();

        world.wake();

        assertThat(world.cloud.orders(Phase.POST_TRAFFIC)).hasSize(1);
    }

    @Test
    void aClaimIsHeldButNotUsedWhenOldCodeIsBack() {
        World world = claimedButNotStarted();
        world.cloud.oldTask = "RUNNING";

        assertThat(world.wake().why())
                .isEqualTo("a post-traffic task was claimed but is not to be seen; looking again");
        assertThat(world.cloud.orders(Phase.POST_TRAFFIC)).isEmpty();

        world.passes(Rules.DEFAULT.claimLife());
        world.wake();
        assertThat(world.state()).isEqualTo(new State.Draining(Optional.empty(), Optional.empty(), Optional.empty(),
                new State.Tries(1, 0)));
    }

    @Test
    void aClaimIsNotUsedWhileAnAlarmRings() {
        World world = claimedButNotStarted();
        world.cloud.alarms = new AlarmReading.Ringing(List.of("shop-5xx"));

        world.wake();

        assertThat(world.cloud.orders(Phase.POST_TRAFFIC)).isEmpty();
    }

    @Test
    void aClaimIsDisarmedWhenTheDeploymentWasRolledBackMeanwhile() {
        World world = claimedButNotStarted();
        world.cloud.deployment = new DeploymentStatus.Failed("the deployment was rolled back");
        world.passes(Rules.DEFAULT.claimLife());

        world.wake();

        assertThat(world.state()).isEqualTo(new State.Disarmed("the deployment was rolled back"));
        assertThat(world.cloud.orders(Phase.POST_TRAFFIC)).isEmpty();
    }

    @Test
    void aClaimOfWhichATaskExistsAdoptsIt() {
        World world = claimedButNotStarted();
        TaskOrder order = Orders.of(world.ledger.kept(world.id), (State.Running) world.state(), Rules.DEFAULT);
        world.cloud.start(order);
        world.cloud.oldTask = "RUNNING";

        world.wake();

        assertThat(world.cloud.started).hasSize(2);
        assertThat(((State.PostRunning) world.state()).attempt().task()).contains("task/tidegate/dep42/post/1");
    }
}
