package dev.tidegate.lambda.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A hook has its answer before its controller gives up waiting, whatever hangs. */
class DeadlineTest {
    private static final String OVERRUN = "pre-traffic migration task is PENDING; stopping it: its deadline was "
            + "2026-03-01T12:50:00Z";

    @Test
    void aTaskThatOverrunsItsDeadlineIsStoppedAndThenGivenUp() {
        World world = new World(Samples.codeDeployRelease());
        world.wake();

        world.passes(Duration.ofMinutes(52).minusNanos(1));
        world.wake();
        assertThat(world.cloud.stopped).isEmpty();

        world.passes(Duration.ofNanos(1));
        world.wake();
        assertThat(world.cloud.stopped).containsExactly(OVERRUN);
        assertThat(world.cloud.sent).isEmpty();

        world.passes(Duration.ofMinutes(2));
        world.wake();
        String reason = "pre-traffic migration task is PENDING although its deadline was 2026-03-01T12:50:00Z";
        assertThat(world.cloud.stopped).containsExactly(OVERRUN, reason);
        assertThat(world.state()).isEqualTo(new State.PreFailed(reason));
        assertThat(world.cloud.sent).containsExactly(new HookAnswer.Failed(reason));
    }

    @Test
    void aTaskThatStopsWhenToldToFailsThePhase() {
        World world = new World(Samples.codeDeployRelease());
        world.wake();
        world.passes(Duration.ofMinutes(52));
        world.wake();
        world.cloud.endTasks(new TaskStatus.Exited(143, "UserInitiated: " + OVERRUN));

        world.wake();

        assertThat(world.state()).isEqualTo(new State.PreFailed(
                "pre-traffic migration task exited 143: stopped (SIGTERM) (UserInitiated: " + OVERRUN + ")"));
    }

    @Test
    void nothingIsTriedAgainAfterTheDeadline() {
        World world = new World(Samples.codeDeployRelease());
        world.wake();
        world.passes(Duration.ofMinutes(49).plusSeconds(30));
        world.cloud.endTasks(new TaskStatus.Lost("InfrastructureHealth"));

        world.wake();

        assertThat(world.cloud.sent).containsExactly(new HookAnswer.Failed(
                "the migration task was cut off: InfrastructureHealth (no time is left to try again: the deadline is "
                        + "2026-03-01T12:50:00Z)"));
    }

    @Test
    void aHookIsToldThatNothingCouldBeLookedUp() {
        World world = new World(Samples.nativeRelease());
        world.cloud.outage = Optional.of(new Cloud.Unavailable("ECS DescribeTaskDefinition: not allowed", null));
        world.passes(Duration.ofMinutes(50).minusNanos(1));
        world.sweep();
        assertThat(world.state()).isEqualTo(new State.Opened());

        world.passes(Duration.ofNanos(1));
        world.sweep();

        assertThat(world.state()).isEqualTo(new State.Refused(
                "ECS DescribeTaskDefinition: not allowed; still so at the deadline, 2026-03-01T12:50:00Z"));
    }

    @Test
    void aHookIsToldThatNoTaskCouldBeStarted() {
        World world = new World(Samples.nativeRelease());
        world.cloud.launch = Optional.of(new Launch.NotNow("RESOURCE:MEMORY"));
        world.wake();
        world.cloud.outage = Optional.of(new Cloud.Unavailable("ECS RunTask: unreachable", null));
        world.passes(Duration.ofMinutes(49));
        world.sweep();
        assertThat(world.state()).isInstanceOf(State.PreRunning.class);

        world.passes(Duration.ofMinutes(1));
        world.sweep();

        assertThat(world.state()).isEqualTo(new State.PreFailed(
                "ECS RunTask: unreachable; still so at the deadline, 2026-03-01T12:50:00Z"));
    }

    @Test
    void noTaskIsStartedForAHookThatIsLongOver() {
        World world = new World(Samples.codeDeployRelease());
        world.passes(Duration.ofHours(2));

        world.wake();

        assertThat(world.cloud.started).isEmpty();
        assertThat(world.cloud.sent).containsExactly(new HookAnswer.Failed(
                "the migration task cannot be started: its deadline, 2026-03-01T12:50:00Z, has passed"));
    }

    @Test
    void aTaskThatWasStartedInTimeIsStillFoundAfterTheDeadline() {
        World world = new World(Samples.codeDeployRelease());
        Release claimed = world.ledger.keep(Samples.in(world.ledger.kept(world.id),
                new State.PreRunning(Attempt.claim(1, world.now()))));
        world.cloud.start(Orders.of(claimed, (State.Running) claimed.state(), Rules.DEFAULT));
        world.cloud.endTasks(new TaskStatus.Exited(0, ""));
        world.passes(Duration.ofMinutes(51));

        world.wake();

        assertThat(world.cloud.sent).containsExactly(new HookAnswer.Succeeded());
    }

    @Test
    void theDefaultsLeaveTimeForASweepBeforeCodeDeployGivesUp() {
        Duration answered = Rules.DEFAULT.preLimit().plus(Rules.DEFAULT.grace().multipliedBy(2)).plusMinutes(1);

        assertThat(answered).isLessThan(Duration.ofHours(1));
    }

    @Test
    void aPostTrafficTaskThatOverrunsIsStoppedButNeverTakenForGone() {
        World world = new World(Samples.nativeRelease()).postRunning();
        world.passes(Duration.ofMinutes(62));
        world.wake();
        assertThat(world.cloud.stopped).isEmpty();

        world.passes(Duration.ofSeconds(1));
        world.wake();
        world.passes(Duration.ofHours(5));
        world.wake();

        assertThat(world.cloud.stopped).hasSize(2).allMatch(why -> why.equals(
                "post-traffic migration task is PENDING; stopping it: its deadline was 2026-03-01T13:00:30Z"));
        assertThat(world.state()).isInstanceOf(State.PostRunning.class);
        assertThat(world.cloud.orders(Phase.POST_TRAFFIC)).hasSize(1);
    }

    @Test
    void aStopThatCannotBeAskedForDoesNotHoldUpTheAnswer() {
        World world = new World(Samples.codeDeployRelease());
        world.wake();
        world.passes(Duration.ofMinutes(54));
        world.cloud.stopFails = true;

        world.wake();

        assertThat(world.state()).isInstanceOf(State.PreFailed.class);
        assertThat(world.failures).containsExactly("ECS StopTask: throttled");
        assertThat(world.cloud.sent).hasSize(1);
    }

    @Test
    void aTaskThatHangsIsStoppedEvenIfThatCannotBeAskedForWhenItIsGivenUp() {
        World world = new World(Samples.codeDeployRelease());
        world.wake();
        world.passes(Duration.ofMinutes(54));
        world.cloud.stopFails = true;
        world.wake();
        world.passes(Duration.ofMinutes(10));
        world.sweep();
        assertThat(world.cloud.stopped).isEmpty();

        world.cloud.stopFails = false;
        world.passes(Duration.ofMinutes(1));
        world.sweep();

        assertThat(world.cloud.stopped).containsExactly(
                "pre-traffic migration task is PENDING although its deadline was 2026-03-01T12:50:00Z");
        assertThat(world.cloud.sent).hasSize(1);
        assertThat(world.ledger.kept(world.id).needsAttention()).isFalse();
    }

    @Test
    void aHookIsAnsweredAtItsDeadlineEvenIfNothingCanBeRecorded() {
        World world = new World(Samples.codeDeployRelease());
        world.ledger.lineagesFail = true;
        world.sweep();
        world.passes(Duration.ofMinutes(54).minusNanos(1));
        world.sweep();
        assertThat(world.cloud.sent).isEmpty();

        world.passes(Duration.ofMinutes(1));
        world.sweep();
        HookAnswer failed = new HookAnswer.Failed(
                "DynamoDB TransactWriteItems: not allowed; still so at the deadline, 2026-03-01T12:50:00Z");
        assertThat(world.cloud.taken.values()).containsExactly(failed);

        world.ledger.lineagesFail = false;
        world.passes(Duration.ofMinutes(1));
        world.sweep();
        assertThat(world.state()).isInstanceOf(State.PreFailed.class);
        assertThat(world.ledger.kept("orders").open()).isEmpty();
        assertThat(world.cloud.started).isEmpty();
    }
}
