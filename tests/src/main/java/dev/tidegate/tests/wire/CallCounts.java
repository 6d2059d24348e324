package dev.tidegate.tests.wire;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often each operation was called, the calls that failed included, every retry of the client counted. */
public final class CallCounts {
    private final ConcurrentHashMap<String, LongAdder> counts = new ConcurrentHashMap<>();

    CallCounts() {}

    void add(Operation operation) {
        counts.computeIfAbsent(operation.toString(), name -> new LongAdder()).increment();
    }

    /**
     * Calls of one operation so far.
     *
     * @param operation service and operation, such as {@code ecs.DescribeTasks}
     */
    public long of(String operation) {
        LongAdder count = counts.get(operation);
        return count == null ? 0 : count.sum();
    }

    /** Calls of all operations so far. */
    public long total() {
        return counts.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** A copy, by service and operation; operations never called are absent. */
    public SortedMap<String, Long> snapshot() {
        SortedMap<String, Long> copy = new TreeMap<>();
        counts.forEach((operation, count) -> copy.put(operation, count.sum()));
        return copy;
    }
}
