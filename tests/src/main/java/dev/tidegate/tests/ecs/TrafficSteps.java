package dev.tidegate.tests.ecs;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * How production traffic moves to the new code.
 *
 * @param percents the new code's share after each step; the last is 100
 * @param between the wait between two steps
 */
public record TrafficSteps(List<Double> percents, Duration between) {
    public TrafficSteps {
        percents = List.copyOf(percents);
    }

    public static TrafficSteps allAtOnce() {
        return new TrafficSteps(List.of(100.0), Duration.ZERO);
    }

    /** A small part first, then all. */
    public static TrafficSteps canary(double percent, Duration between) {
        return new TrafficSteps(List.of(percent, 100.0), between);
    }

    /** Equal parts. */
    public static TrafficSteps linear(double step, Duration between) {
        var percents = DoubleStream.iterate(step, percent -> percent < 100.0, percent -> percent + step).boxed();
        return new TrafficSteps(Stream.concat(percents, Stream.of(100.0)).toList(),
                between);
    }

    /** A share of the traffic as a person writes it. */
    public static String text(double percent) {
        return BigDecimal.valueOf(percent).stripTrailingZeros().toPlainString() + "%";
    }
}
