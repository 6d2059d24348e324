package dev.tidegate.lambda.release;

import java.time.Instant;

/**
 * What a person has asked for.
 *
 * @param by who, as far as the call tells
 */
public record Wish(String by, Instant at) {
    @Override
    public String toString() {
        return "by " + by + " at " + at;
    }
}
