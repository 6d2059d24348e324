package dev.tidegate.tests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final long DEPLOYMENTS = 20_000;

    @Test
    void everyPromiseIsKeptInTwentyThousandDeployments() {
        Campaign.Outcome outcome = Campaign.run(1, DEPLOYMENTS, Runtime.getRuntime().availableProcessors());
        System.out.println("simulated " + outcome.summary());
        assertThat(outcome.story().orElse("")).as("the story of a broken promise").isEmpty();
        assertThat(outcome.tally().of(Seen.DEPLOYMENTS)).isGreaterThanOrEqualTo(DEPLOYMENTS);
        assertThat(outcome.tally().missing()).as("what the worlds should have contained").isEmpty();
    }

    @Test
    void whatIsHardToReachIsReachedOften() {
        Tally tally = Campaign.run(1, 3_000, 1).tally();
        long deployments = tally.of(Seen.DEPLOYMENTS);
        assertThat(tally.of(Seen.COMPLETED)).isGreaterThan(deployments / 10);
        assertThat(tally.of(Seen.POST_STATEMENTS)).isGreaterThan(deployments / 4);
        assertThat(tally.of(Seen.ROLLED_BACK)).isGreaterThan(deployments / 10);
        assertThat(tally.of(Seen.SUPERSEDED)).isGreaterThan(deployments / 50);
        assertThat(tally.of(Seen.CRASHES)).isGreaterThan(deployments / 10);
        assertThat(tally.of(Seen.DRAINS_THAT_WAITED)).isGreaterThan(deployments);
        assertThat(tally.of(Seen.WAITED_FOR_CONTRACTION)).isGreaterThan(deployments / 100);
        assertThat(tally.of(Seen.HOOKS_EXCUSED)).isLessThan(deployments / 1_000);
    }

    @Test
    void theSameSeedIsTheSameRun() {
        for (long seed = 1; seed <= 20; seed++) {
            assertThat(told(seed).timeline()).isEqualTo(told(seed).timeline());
        }
    }

    @Test
    void withoutFaultsNothingIsLostDoubledOrStale() {
        for (long seed = 1; seed <= 50; seed++) {
            Simulation.Result result = Simulation.run(seed, Mutation.NONE, Reduction.NOTHING, EnumSet.noneOf(
                    Fault.class), false);
            assertThat(result.broken()).as("seed " + seed).isEmpty();
            assertThat(result.struck()).isEmpty();
            assertThat(result.tally().of(Seen.CRASHES) + result.tally().of(Seen.STALE_READS)).isZero();
        }
    }

    private static Simulation.Result told(long seed) {
        return Simulation.run(seed, Mutation.NONE, Reduction.NOTHING, EnumSet.allOf(Fault.class), true);
    }
}
