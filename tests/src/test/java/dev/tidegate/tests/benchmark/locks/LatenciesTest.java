package dev.tidegate.tests.benchmark.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatenciesTest {
    /** 1 ms to 200 ms, the slow ones first. */
    private final Latencies latencies = new Latencies(
            LongStream.rangeClosed(1, 200).map(i -> (201 - i) * 1_000_000).toArray());

    @ParameterizedTest
    @CsvSource({"0, 1", "0.5, 1", "0.6, 2", "50, 100", "99, 198", "99.1, 199", "100, 200"})
    void aPercentileIsATimeThatARealReadTook(double percent, long millis) {
        assertThat(latencies.percentile(percent)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void theMaximumIsTheSlowestRead() {
        assertThat(latencies.max()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void aReadThatTakesExactlyTheLimitIsNotOverIt() {
        assertThat(latencies.over(Duration.ofMillis(150))).isEqualTo(50);
        assertThat(latencies.percentOver(Duration.ofMillis(150))).isEqualTo(25);
        assertThat(latencies.over(Duration.ofMillis(200))).isZero();
    }

    @Test
    void oneReadIsEveryPercentile() {
        Latencies one = new Latencies(new long[]{7});

        assertThat(one.percentile(1)).isEqualTo(one.percentile(99)).isEqualTo(Duration.ofNanos(7));
    }

    @Test
    void withoutReadsThereIsNothingToTell() {
        assertThatThrownBy(() -> new Latencies(new long[0])).hasMessage("expected at least one read");
    }
}
