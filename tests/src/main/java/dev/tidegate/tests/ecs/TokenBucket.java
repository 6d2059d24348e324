package dev.tidegate.tests.ecs;

import dev.tidegate.tests.time.Time;
import java.time.Duration;
import java.time.Instant;

/**
 * How AWS throttles an API: each call takes a token, of which some are there at first and some come back every second.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html">Request throttling</a>
 */
public final class TokenBucket {
    private final Time time;
    private final double burst;
    private final double perSecond;
    private double tokens;
    private Instant filledAt;

    /**
     * A full bucket.
     *
     * @param burst the most tokens it holds
     * @param perSecond how many come back in a second
     */
    public TokenBucket(Time time, int burst, int perSecond) {
        this.time = time;
        this.burst = burst;
        this.perSecond = perSecond;
        tokens = burst;
        filledAt = time.now();
    }

    /** Takes a token. @return false when there is none: the call is throttled */
    public boolean take() {
        Instant now = time.now();
        tokens = Math.min(burst, tokens + Duration.between(filledAt, now).toNanos() * perSecond / 1e9);
        filledAt = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
