package dev.tidegate.lambda.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A post-traffic task that cannot even be asked for must not hold up the releases that come later for ever. */
class UnusableClaimTest {
    private static World claimed() {
        World world = new World(Samples.nativeRelease()).drainedOnce();
        world.passes(Duration.ofSeconds(30));
        world.cloud.startFails = true;
        world.sweep();
        return world;
    }

    private static void pass(World world, Duration duration) {
        for (long minute = 0; minute < duration.toMinutes(); minute++) {
            world.passes(Duration.ofMinutes(1));
            world.sweep();
        }
    }

    @Test
    void itIsTriedForAWhileThenLeftToOthers() {
        World world = claimed();
        pass(world, Duration.ofMinutes(14));
        assertThat(world.state()).isInstanceOf(State.PostRunning.class);
        assertThat(world.ledger.kept("orders").contracting()).contains(world.id);

        while (world.state() instanceof State.PostRunning) {
            pass(world, Duration.ofMinutes(1));
        }

        assertThat(world.now()).isBefore(Samples.NOON.plus(Duration.ofMinutes(30)));
        assertThat(world.state()).isInstanceOfSatisfying(State.Draining.class, draining -> assertThat(draining.tries()
                .failed()).isEqualTo(1));
        assertThat(world.ledger.kept("orders").contracting()).isEmpty();
    }

    @Test
    void inTheEndThePhaseHasFailedAndNobodyIsHeldUp() {
        World world = claimed();

        pass(world, Duration.ofDays(3));

        assertThat(world.state()).isInstanceOfSatisfying(State.PostFailed.class, failed -> assertThat(failed.reason())
                .startsWith("the migration task could not be started since 2026-03-0").endsWith(
                        "(failure 20 of 20)"));
        assertThat(world.ledger.kept("orders").open()).isEmpty();
        assertThat(world.cloud.started.values()).extracting(order -> order.key().phase()).doesNotContain(
                Phase.POST_TRAFFIC);
    }

    @Test
    void itGoesOnWhenTheTroubleIsOver() {
        World world = claimed();
        pass(world, Duration.ofHours(4));

        world.cloud.startFails = false;
        pass(world, Duration.ofHours(1));
        world.untilTheEnd();

        assertThat(world.state()).isInstanceOf(State.Completed.class);
        assertThat(world.cloud.orders(Phase.POST_TRAFFIC)).hasSize(1);
        assertThat(world.cloud.breaches).isEmpty();
    }
}
