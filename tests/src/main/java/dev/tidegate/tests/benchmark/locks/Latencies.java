package dev.tidegate.tests.benchmark.locks;

import java.time.Duration;
import java.util.Arrays;

/** How long each read of one run took, from the moment it was due. */
final class Latencies {
    private final long[] sorted;

    /** @param nanos of each read, in any order */
    Latencies(long[] nanos) {
        if (nanos.length == 0) {
            throw new IllegalArgumentException("expected at least one read");
        }
        sorted = nanos.clone();
        Arrays.sort(sorted);
    }

    /** The least time within which at least {@code percent} of the reads were answered. */
    Duration percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return Duration.ofNanos(sorted[Math.clamp(rank, 1, sorted.length) - 1]);
    }

    /** The slowest. */
    Duration max() {
        return Duration.ofNanos(sorted[sorted.length - 1]);
    }

    /** How many took longer than {@code limit}. */
    int over(Duration limit) {
        return (int) Arrays.stream(sorted).filter(nanos -> nanos > limit.toNanos()).count();
    }

    /** The share of the reads that took longer than {@code limit}, in percent. */
    double percentOver(Duration limit) {
        return 100.0 * over(limit) / sorted.length;
    }
}
