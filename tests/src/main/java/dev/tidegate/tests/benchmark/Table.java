package dev.tidegate.tests.benchmark;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The medians of one scenario, side by side. */
final class Table {
    private static final double NANOS = 1e6;
    private static final double KILOBYTES = 1024.0;

    private Table() {}

    /** @param yardstick whom the others are compared with */
    static String text(Scenario scenario, Map<Contender, List<Sample>> samples, Contender yardstick) {
        StringBuilder text = new StringBuilder("%n%-38s %8s %8s %8s %8s%n".formatted(scenario.title(), "ms", "min",
                "ratio", "MB"));
        long measure = Sample.median(samples.get(yardstick), Sample::nanos);
        samples.forEach((contender, of) -> text.append("  %-36s %8.0f %8.0f %8.3f %8s%n".formatted(contender.name(),
                Sample.median(of, Sample::nanos) / NANOS, least(of) / NANOS,
                (double) Sample.median(of, Sample::nanos) / measure, megabytes(of))));
        return text.toString();
    }

    private static long least(List<Sample> samples) {
        return samples.stream().mapToLong(Sample::nanos).min().orElseThrow();
    }

    private static String megabytes(List<Sample> samples) {
        return samples.stream().map(Sample::kilobytes).allMatch(OptionalLong::isPresent)
                ? "%.0f".formatted(Sample.median(samples, sample -> sample.kilobytes().getAsLong()) / KILOBYTES)
                : "-";
    }
}
