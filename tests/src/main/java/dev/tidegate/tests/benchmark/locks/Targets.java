package dev.tidegate.tests.benchmark.locks;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the runner promises its users' readers, and how near each strategy comes.
 *
 * @param slow reads over 100 ms, in percent
 * @param ratio of the 99th percentile to that of the undisturbed run of the same round
 * @param doneAfter seconds from the end of the blocker to that of the process
 */
record Targets(Series slow, Series ratio, Series doneAfter) {
    static final Duration SLOW = Duration.ofMillis(100);
    static final double MOST_SLOW = 0.5;
    static final double MOST_RATIO = 2;
    static final double LATEST_DONE = 0.5;

    /** Compares each round with the undisturbed run of the same round, when the machine was as busy. */
    static Targets of(List<Observation> rounds, List<Observation> undisturbed) {
        List<Double> ratios = IntStream.range(0, rounds.size())
                .mapToObj(round -> (double) p99(rounds.get(round)) / p99(undisturbed.get(round))).toList();
        return new Targets(Series.of(rounds, round -> round.latencies().percentOver(SLOW)),
                Series.of(ratios, Double::doubleValue),
                Series.of(rounds, round -> round.doneAfter().orElseThrow().toNanos() / 1e9));
    }

    private static long p99(Observation observation) {
        return observation.latencies().percentile(99).toNanos();
    }

    boolean fewSlow() {
        return slow.median() <= MOST_SLOW;
    }

    boolean nearUndisturbed() {
        return ratio.median() <= MOST_RATIO;
    }

    boolean doneInTime() {
        return doneAfter.median() <= LATEST_DONE;
    }
}
