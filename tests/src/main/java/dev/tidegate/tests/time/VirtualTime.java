package dev.tidegate.tests.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A clock that stands still until it is told to go on. Actions run in the order of their time, those of one instant in the
 * order in which they were planned, all in the thread that advances the clock, so that a run can be repeated exactly. What
 * an action throws comes out of the method that advanced the clock.
 */
public final class VirtualTime implements Time {
    private static final Comparator<Planned> ORDER = Comparator.comparing(Planned::at)
            .thenComparingLong(Planned::number);

    private final PriorityQueue<Planned> queue = new PriorityQueue<>(ORDER);
    private Instant now;
    private long planned;

    /** Starts on a Monday morning. */
    public VirtualTime() {
        this(Instant.parse("2026-01-05T09:00:00Z"));
    }

    public VirtualTime(Instant start) {
        this.now = start;
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized Timer after(Duration delay, Runnable action) {
        var entry = new Planned(now.plus(delay.isNegative() ? Duration.ZERO : delay), planned++, action);
        queue.add(entry);
        return () -> forget(entry);
    }

    /** Plans the action for this very instant: it runs when the clock is next advanced, be it by nothing. */
    @Override
    public void post(Runnable action) {
        after(Duration.ZERO, action);
    }

    @Override
    public synchronized <T> T call(Supplier<T> action) {
        return action.get();
    }

    /** Lets time pass and runs everything that falls due, what the actions plan included. */
    public synchronized void advance(Duration by) {
        var end = now.plus(by);
        while (!queue.isEmpty() && !queue.peek().at().isAfter(end)) {
            runNext();
        }
        now = end;
    }

    /**
     * Runs action after action until the condition holds and stands still there.
     *
     * @return how much time passed
     * @throws IllegalStateException when the condition does not hold within {@code limit}
     */
    public synchronized Duration advanceUntil(BooleanSupplier condition, Duration limit) {
        var start = now;
        while (!condition.getAsBoolean()) {
            if (queue.isEmpty() || queue.peek().at().isAfter(start.plus(limit))) {
                throw new IllegalStateException("did not come true within " + limit);
            }
            runNext();
        }
        return Duration.between(start, now);
    }

    /**
     * Runs until nothing is planned any more.
     *
     * @throws IllegalStateException when something is still planned for later than {@code limit} from now
     */
    public void runUntilIdle(Duration limit) {
        advanceUntil(this::idle, limit);
    }

    /** Whether nothing is planned. */
    public synchronized boolean idle() {
        return queue.isEmpty();
    }

    private void runNext() {
        var next = queue.remove();
        now = next.at();
        next.action().run();
    }

    private synchronized void forget(Planned entry) {
        queue.remove(entry);
    }

    private record Planned(Instant at, long number, Runnable action) {}
}
