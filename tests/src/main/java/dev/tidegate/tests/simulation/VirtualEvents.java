package dev.tidegate.tests.simulation;

import java.util.PriorityQueue;

/** What is going to happen, in the order of virtual time; at the same time in the order of asking. */
final class VirtualEvents {
    private final PriorityQueue<Event> queue = new PriorityQueue<>();
    private long now;
    private long asked;

    private record Event(long at, long number, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    /** Milliseconds since the world began. */
    long now() {
        return now;
    }

    void at(long time, Runnable what) {
        queue.add(new Event(Math.max(time, now), asked++, what));
    }

    void in(long delay, Runnable what) {
        at(now + delay, what);
    }

    /** Lets time pass; whatever is due in it happens, also in the middle of a wake-up. */
    void pass(long duration) {
        until(now + duration);
    }

    void until(long end) {
        while (!queue.isEmpty() && queue.peek().at() <= end) {
            Event next = queue.poll();
            now = Math.max(now, next.at());
            next.what().run();
        }
        now = Math.max(now, end);
    }
}
