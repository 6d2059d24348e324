package dev.tidegate.lambda.drain;

import java.util.Optional;

/**
 * Anything that runs code against the database beside the service being deployed.
 *
 * @param cluster by name
 * @param name of the service, or of the task family
 * @param identity by what its code is compared with the release's
 * @param container whose code counts; empty when its tasks have only one
 */
public record Consumer(Kind kind, String cluster, String name, CodeIdentity identity, Optional<String> container) {
    /** How its tasks are listed. */
    public enum Kind {
        /** An ECS service: all its tasks. */
        SERVICE("service"),
        /** Tasks that somebody or a schedule runs, found by the family of their task definition. */
        FAMILY("task family");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** How messages call it: {@code service "worker"}. */
    public String title() {
        return kind.words + " \"" + name + "\"";
    }
}
