package dev.tidegate.tests.benchmark.locks;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The same figure from several rounds. */
record Series(double low, double median, double high) {
    /** That of each round; of an even number the middle is between two. */
    static <T> Series of(Collection<T> rounds, ToDoubleFunction<T> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("expected at least one round");
        }
        int upper = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[upper] : (sorted[upper - 1] + sorted[upper]) / 2;
        return new Series(sorted[0], median, sorted[sorted.length - 1]);
    }

    /** {@code 18.2 (13.0-20.1)}, each as {@code format} has it; without the range where it says nothing. */
    String text(String format) {
        String middle = String.format(Locale.ROOT, format, median);
        String[] range = Arrays.stream(new double[]{low, high}).mapToObj(end -> String.format(Locale.ROOT, format, end))
                .toArray(String[]::new);
        return range[0].equals(range[1]) ? middle : "%s (%s-%s)".formatted(middle, range[0], range[1]);
    }
}
