package dev.tidegate.lambda.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lambda.drain.Before;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two releases of one database. */
class NeighbourTest {
    private static final String WAITS = "waiting for release dep41: its post-traffic migrations run";

    private final World world = new World(Samples.nativeRelease());

    private Lineage lineage = Lineage.none("orders").register(member("dep41", 60)).contracting(new ReleaseId("dep41"));

    private Lineage.Member member(String id, int secondsBefore) {
        return new Lineage.Member(new ReleaseId(id), "web:" + id.replaceAll("[a-z-]", ""), world.now().minusSeconds(
                secondsBefore), Set.of(), Before.UNKNOWN, false);
    }

    @BeforeEach
    void anotherReleaseContracts() {
        keep(lineage);
    }

    private void keep(Lineage changed) {
        lineage = changed.written(world.ledger.kept(changed.database()).revision());
        world.ledger.keep(lineage);
    }

    @Test
    void noNewCodeIsLetInWhileOneOfThemContracts() {
        assertThat(world.wake().why()).isEqualTo(WAITS);
        assertThat(world.state()).isEqualTo(new State.Opened());
        assertThat(world.cloud.started).isEmpty();

        keep(lineage.end(new ReleaseId("dep41")));
        world.wake();
        assertThat(world.cloud.orders(Phase.PRE_TRAFFIC)).hasSize(1);
    }

    @Test
    void onceItIsLetInNoneBeforeItContracts() {
        keep(lineage.pause(new ReleaseId("dep41")));
        world.wake();

        assertThat(world.ledger.kept("orders").openAfter(new ReleaseId("dep41")).map(Lineage.Member::id)).contains(
                new ReleaseId("dep42"));
    }

    @Test
    void oneThatCameLaterIsWaitedForBeforeItContracts() {
        keep(lineage.pause(new ReleaseId("dep41")));
        world.drainedOnce();
        keep(world.ledger.kept("orders").register(member("d-43", 0)));
        world.passes(Rules.DEFAULT.settle());

        assertThat(world.wake().why()).isEqualTo("waiting for release d-43 of web:43, which came later, to end");
        assertThat(world.cloud.orders(Phase.POST_TRAFFIC)).isEmpty();

        keep(world.ledger.kept("orders").end(new ReleaseId("d-43")));
        world.wake();
        assertThat(world.cloud.orders(Phase.POST_TRAFFIC)).hasSize(1);
        assertThat(world.ledger.kept("orders").contracting()).contains(world.id);
    }

    @Test
    void aReleaseThatEndsMakesWay() {
        keep(lineage.end(new ReleaseId("dep41")));
        world.postRunning();
        world.cloud.endTasks(new TaskStatus.Exited(0, ""));
        world.wake();

        assertThat(world.ledger.kept("orders").contracting()).isEmpty();
        assertThat(world.ledger.kept("orders").open()).isEmpty();
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
        keep(lineage.end(new ReleaseId("dep41")));
        keep(Lineage.none("stock").register(member("dep41", 60)).contracting(new ReleaseId("dep41")));
        world.wake();

        assertThat(world.cloud.orders(Phase.PRE_TRAFFIC)).hasSize(1);
    }
}
