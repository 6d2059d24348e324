package dev.tidegate.tests.function;

import java.time.Duration;

/** Counts what functions would be billed for: every invocation and every start of a process, by the millisecond. */
final class Usage {
    private int invocations;
    private int starts;
    private long millis;

    synchronized void started(Duration took) {
        starts++;
        millis += roundedUp(took);
    }

    synchronized void invoked(Duration took) {
        invocations++;
        millis += roundedUp(took);
    }

    private static long roundedUp(Duration took) {
        return took.plusNanos(999_999).toMillis();
    }

    synchronized Billing billing() {
        return new Billing(invocations, starts, Duration.ofMillis(millis));
    }
}
