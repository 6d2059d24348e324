package dev.tidegate.tests.eventbridge;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Supplier;

import dev.tidegate.tests.time.Time;

/** A clock that a test turns by hand; everything runs on the test's thread. */
public final class SteppedTime implements Time {
    private final PriorityQueue<Planned> planned = new PriorityQueue<>(
            Comparator.comparing(Planned::at).thenComparing(Planned::number));
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long numbers;

    private record Planned(Instant at, long number, Runnable action) {}

    /** Runs what falls due until then, in order, what is planned meanwhile included. */
    public void pass(Duration duration) {
        Instant end = now.plus(duration);
        while (!planned.isEmpty() && !planned.peek().at().isAfter(end)) {
            Planned next = planned.poll();
            now = next.at();
            next.action().run();
        }
        now = end;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
        Planned plan = new Planned(now.plus(delay), numbers++, action);
        planned.add(plan);
        return () -> planned.remove(plan);
    }

    @Override
    public void post(Runnable action) {
        after(Duration.ZERO, action);
    }

    @Override
    public <T> T call(Supplier<T> action) {
        return action.get();
    }
}
