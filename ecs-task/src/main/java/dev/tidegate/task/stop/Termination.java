package dev.tidegate.task.stop;

import java.time.Duration;

/** A wish from outside that the run end, such as SIGTERM, which ECS sends 30 s before it kills. Wakes whoever waits. */
public final class Termination {
    private boolean wanted;

    /** Wishes it. */
    public synchronized void request() {
        wanted = true;
        notifyAll();
    }

    /** Whether it was wished. */
    public synchronized boolean requested() {
        return wanted;
    }

    /** Lets time pass, at most until the wish. */
    synchronized void await(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        for (long left = longest.toMillis(); left > 0 && !wanted; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }
}
