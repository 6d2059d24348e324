package dev.tidegate.tests.benchmark.locks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

class TargetsTest {
    private static final List<Observation> UNDISTURBED = List.of(undisturbed(10), undisturbed(40), undisturbed(10));

    private static Observation undisturbed(long millis) {
        return new Observation(reads(1_000, millis, 0), Duration.ZERO, Optional.empty());
    }

    private static Observation observation(long millis, int slow, long doneAfterMillis) {
        return new Observation(reads(1_000, millis, slow), Duration.ZERO, Optional.of(Duration.ofMillis(
                doneAfterMillis)));
    }

    private static Latencies reads(int all, long millis, int slow) {
        return new Latencies(LongStream.range(0, all).map(read -> (read < slow ? 101 : millis) * 1_000_000).toArray());
    }

    @Test
    void comparesARoundOnlyWithTheUndisturbedRunOfThatRound() {
        Targets targets = Targets.of(List.of(observation(20, 0, 100), observation(80, 0, 100), observation(30, 0,
                100)), UNDISTURBED);

        assertThat(targets.ratio()).isEqualTo(new Series(2, 2, 3));
        assertThat(targets.nearUndisturbed()).isTrue();
    }

    @Test
    void whatIsExactlyAtTheLimitIsKept() {
        Targets targets = Targets.of(List.of(observation(20, 5, 500)), UNDISTURBED);

        assertThat(targets.slow().median()).isEqualTo(Targets.MOST_SLOW);
        assertThat(targets.fewSlow()).isTrue();
        assertThat(targets.nearUndisturbed()).isTrue();
        assertThat(targets.doneInTime()).isTrue();
    }

    @Test
    void whatIsBeyondTheLimitIsNot() {
        Targets targets = Targets.of(List.of(observation(21, 6, 501)), UNDISTURBED);

        assertThat(targets.fewSlow()).isFalse();
        assertThat(targets.nearUndisturbed()).isFalse();
        assertThat(targets.doneInTime()).isFalse();
    }
}
