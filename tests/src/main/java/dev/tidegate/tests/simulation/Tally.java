package dev.tidegate.tests.simulation;

import java.util.ArrayList;
import java.util.List;

/** Counts what happened. */
public final class Tally {
    private final long[] counts = new long[Seen.values().length];

    void count(Seen what) {
        counts[what.ordinal()]++;
    }

    void add(Tally other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }

    public long of(Seen what) {
        return counts[what.ordinal()];
    }

    /** What never happened although it should have, now and then. */
    public List<Seen> missing() {
        List<Seen> missing = new ArrayList<>();
        for (Seen what : Seen.values()) {
            if (of(what) == 0) {
                missing.add(what);
            }
        }
        return missing;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Seen what : Seen.values()) {
            text.append("%n%,12d %s".formatted(of(what), what.name().toLowerCase(java.util.Locale.ROOT).replace('_',
                    ' ')));
        }
        return text.substring(text.isEmpty() ? 0 : System.lineSeparator().length());
    }
}
