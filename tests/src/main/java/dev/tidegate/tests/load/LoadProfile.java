package dev.tidegate.tests.load;

import java.time.Duration;

/**
 * How hard and with what a service is pressed.
 *
 * @param perSecond requests started per second, whether or not earlier ones were answered
 * @param timeout after which an unanswered request has failed
 * @param adds percent of requests that add a customer
 * @param renames percent that rename one
 * @param reports percent that ask for a report; all others read a customer
 * @param seed of the choice among them
 */
public record LoadProfile(double perSecond, Duration timeout, int adds, int renames, int reports, long seed) {
    public LoadProfile {
        if (perSecond <= 0 || adds < 0 || renames < 0 || reports < 0 || adds + renames + reports > 100) {
            throw new IllegalArgumentException("expected a positive rate and shares of at most 100 percent together");
        }
    }

    /** A hundred requests a second: two thirds reads, the rest writes, and one slow report. */
    public static LoadProfile standard() {
        return new LoadProfile(100, Duration.ofSeconds(8), 12, 20, 1, 41);
    }

    /** The same mix at another rate. */
    public LoadProfile at(double requestsPerSecond) {
        return new LoadProfile(requestsPerSecond, timeout, adds, renames, reports, seed);
    }
}
