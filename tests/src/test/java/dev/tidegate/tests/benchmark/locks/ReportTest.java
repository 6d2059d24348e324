package dev.tidegate.tests.benchmark.locks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Strategy WAITING = new Strategy("waiting", database -> Optional.empty());

    /** A thousand reads, of which so many take ten seconds and the others two milliseconds. */
    private static Observation observation(int slow, Optional<Duration> doneAfter) {
        return new Observation(new Latencies(IntStream.range(0, 1_000)
                .mapToLong(read -> (read < slow ? Duration.ofSeconds(10) : Duration.ofMillis(2)).toNanos()).toArray()),
                Duration.ofMillis(slow), doneAfter);
    }

    private static Map<Strategy, List<Observation>> rounds() {
        Map<Strategy, List<Observation>> rounds = new LinkedHashMap<>();
        rounds.put(Strategy.UNDISTURBED, List.of(observation(0, Optional.empty()), observation(0, Optional.empty())));
        rounds.put(WAITING, List.of(observation(400, Optional.of(Duration.ofMillis(100))), observation(480, Optional.of(
                Duration.ofMillis(300)))));
        return rounds;
    }

    @Test
    void showsTheRunsSideBySide() {
        assertThat(squeezed(Report.table(rounds()))).containsExactly(
                "strategy | queued, s | done after, s | p50, ms | p99, ms | max, ms | reads > 0.1 s | reads > 1 s",
                "no migration | 0.0 | - | 2.0 | 2.0 | 2 | 0 (0.0 %) | 0",
                "waiting | 0.4 | 0.20 (0.10-0.30) | 2.0 | 10,000 | 10,000 | 440 (44.0 %) | 440");
    }

    @Test
    void saysWhichTargetsAreKept() {
        assertThat(squeezed(Report.targets(rounds()))).containsExactly(
                "median of the rounds | > 0.1 s: at most 0.5 % | p99: at most 2 x | done: within 0.5 s",
                "waiting | 44.0 % MISSED | 5,000.0 x MISSED | 0.20 s kept");
    }

    /** The cells of each line. */
    private static List<String> squeezed(String table) {
        return table.lines().map(line -> line.strip().replaceAll(" {2,}", " | ")).toList();
    }
}
