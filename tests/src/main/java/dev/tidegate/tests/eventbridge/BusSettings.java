package dev.tidegate.tests.eventbridge;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What of EventBridge a rehearsal may change. Durations are simulated time.
 *
 * @param account of all events and rules
 * @param region of all events and rules
 * @param latency from an event to its delivery
 * @param retries waits before a function that failed is given the event again, one each; then the event is dropped
 * @param schedule fires every scheduled rule this often, whatever its expression says; empty: as the expression says
 */
public record BusSettings(String account, String region, Duration latency, List<Duration> retries,
        Optional<Duration> schedule) {
    public BusSettings {
        retries = List.copyOf(retries);
    }

    /** Half a second from event to function, and Lambda's own two retries of an asynchronous call, after one and two minutes. */
    public static BusSettings asAws(String account, String region) {
        return new BusSettings(account, region, Duration.ofMillis(500),
                List.of(Duration.ofMinutes(1), Duration.ofMinutes(2)), Optional.empty());
    }

    public BusSettings latency(Duration newLatency) {
        return new BusSettings(account, region, newLatency, retries, schedule);
    }

    public BusSettings retries(Duration... waits) {
        return new BusSettings(account, region, latency, List.of(waits), schedule);
    }

    public BusSettings schedule(Duration period) {
        return new BusSettings(account, region, latency, retries, Optional.of(period));
    }
}
