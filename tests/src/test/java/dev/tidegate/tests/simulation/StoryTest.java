package dev.tidegate.tests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StoryTest {
    private static final Mutant WRONG = DrainMutants.all().getFirst();

    private static Simulation.Result broken() {
        return LongStream.rangeClosed(1, 500).mapToObj(seed -> Simulation.run(seed, WRONG.mutation())).filter(
                result -> result.broken().isPresent()).findFirst().orElseThrow();
    }

    @Test
    void aBrokenPromiseIsToldWithWhoDidWhatAndWhen() {
        Simulation.Result broken = broken();
        String story = Story.of(broken, WRONG.mutation());
        assertThat(story).startsWith("seed " + broken.seed() + " breaks P1: " + Promise.P1.text())
                .contains("BROKEN: P1: ").contains("control: ", " PostRunning: ").containsPattern(
                        "\\d\\d:\\d\\d:\\d\\d\\.\\d{3}  ").endsWith("-Dseed=" + broken.seed());
    }

    @Test
    void theStoryTakesNoDeploymentThatCanBeLeftOut() {
        Simulation.Result broken = broken();
        String story = Story.of(broken, WRONG.mutation());
        long told = story.lines().filter(line -> line.contains("deployments that it takes")).findFirst().orElseThrow()
                .split(" to version ").length - 1L;
        assertThat(told).isLessThan(broken.plans().size());
    }
}
