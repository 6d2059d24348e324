package dev.tidegate.tests.load;

import java.time.Instant;

/**
 * One kind of failure of one version.
 *
 * @param version of the shop; {@code unknown} if no task was reached
 * @param message the first of its kind
 * @param count how many of the kind there were
 */
public record Failure(String version, String message, long count, Instant firstAt, Instant lastAt) {
    Failure again(Instant at) {
        return new Failure(version, message, count + 1, firstAt, at);
    }
}
