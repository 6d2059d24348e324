package dev.tidegate.lambda.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two releases of one database. */
class NeighbourTest {
    private static final String WAITS = "waiting for release dep41 of web:42: its post-traffic migrations run";

    private final World world = new World(Samples.nativeRelease());
    private Release other;

    @BeforeEach
    void anotherReleaseContracts() {
        Release opened = Release.open(new ReleaseId("dep41"), new Deployment.CodeDeploy("dep41"), Optional.empty(),
                world.now().minusSeconds(60), "why");
        other = keep(opened, new State.PostRunning(Attempt.claim(1, world.now()), Samples.EVIDENCE,
                new State.Tries(1, 0)), Samples.TARGET);
    }

    private Release keep(Release release, State state, Target target) {
        return world.ledger.keep(new Release(release.id(), release.deployment(), release.openedAt(),
                Optional.of(target), release.hook(), state, release.revision(), release.history()));
    }

    @Test
    void noNewCodeIsLetInWhileOneOfThemContracts() {
        assertThat(world.wake().why()).isEqualTo(WAITS);
        assertThat(world.state()).isEqualTo(new State.Opened());
        assertThat(world.cloud.started).isEmpty();

        keep(other, new State.Completed(Samples.EVIDENCE), Samples.TARGET);
        world.wake();
        assertThat(world.cloud.orders(Phase.PRE_TRAFFIC)).hasSize(1);
    }

    @Test
    void oneThatBeginsToContractInTheMeantimeIsWaitedForBeforeTheHookIsAnswered() {
        keep(other, new State.Armed(), Samples.TARGET);
        world.wake();
        world.cloud.endTasks(new TaskStatus.Exited(0, ""));
        keep(other, other.state(), Samples.TARGET);

        assertThat(world.wake().why()).isEqualTo(WAITS);
        assertThat(HookAnswer.to(world.state())).isEqualTo(new HookAnswer.NotYet());

        keep(other, new State.Completed(Samples.EVIDENCE), Samples.TARGET);
        world.wake();
        assertThat(world.state()).isEqualTo(new State.Armed());
    }

    @Test
    void aHookIsNotKeptWaitingPastItsDeadline() {
        world.wake();
        world.passes(Rules.DEFAULT.preLimit().plus(Duration.ofMinutes(10)));
        world.wake();

        assertThat(world.state()).isInstanceOfSatisfying(State.Refused.class,
                refused -> assertThat(refused.reason()).contains(WAITS));
    }

    @Test
    void aRollbackIsNotKeptWaiting() {
        world.cloud.resolution = new Resolution.Bypass("the deployment is a rollback");
        world.wake();

        assertThat(world.state()).isInstanceOf(State.Bypassed.class);
    }

    @Test
    void anotherDatabaseIsNoneOfItsBusiness() {
        Target elsewhere = new Target("stock", "shop", "stock", "stock:7", "td", "mtd");
        keep(other, other.state(), elsewhere);
        world.wake();

        assertThat(world.cloud.orders(Phase.PRE_TRAFFIC)).hasSize(1);
    }
}
