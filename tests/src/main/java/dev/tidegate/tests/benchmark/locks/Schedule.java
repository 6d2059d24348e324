package dev.tidegate.tests.benchmark.locks;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** When reads are due: at random, as the requests of many independent people are, but at the same moments each time. */
final class Schedule {
    private static final long SEED = 42;

    private final long[] due;

    private Schedule(long[] due) {
        this.due = due;
    }

    /** On average {@code perSecond} reads a second, with exponentially distributed gaps. */
    static Schedule of(int perSecond, Duration length) {
        SplittableRandom random = new SplittableRandom(SEED);
        double mean = 1e9 / perSecond;
        return new Schedule(LongStream.iterate(gap(random, mean), at -> at < length.toNanos(),
                at -> at + gap(random, mean)).toArray());
    }

    private static long gap(SplittableRandom random, double mean) {
        return Math.round(-Math.log(1 - random.nextDouble()) * mean);
    }

    /** How many there are. */
    int reads() {
        return due.length;
    }

    /** Nanoseconds from the start until a read is due. */
    long due(int read) {
        return due[read];
    }
}
