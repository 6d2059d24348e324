package dev.tidegate.lambda.release;

import java.util.List;

import dev.tidegate.lambda.gate.Gate;

/**
 * Where a wake-up has left a release.
 *
 * @param why what it waits for, or why it ended
 * @param gates of the post-traffic phase; empty when it does not wait for them
 */
public record Outcome(Release release, String why, List<Gate> gates) {
    public Outcome {
        gates = List.copyOf(gates);
    }
}
