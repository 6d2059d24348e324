package dev.tidegate.tests.load;

import com.fasterxml.jackson.databind.JsonNode;

/** What came of one request. */
sealed interface Answer {
    /** For requests that no version of the shop is known to have seen. */
    String NO_VERSION = "unknown";

    /** The version of the shop that answered, or of the task that failed to. */
    String version();

    record Right(String version, JsonNode body) implements Answer {}

    /**
     * A failure.
     *
     * @param kind equal for failures that are one and the same trouble
     * @param message what is told about the first of a kind
     */
    record Wrong(String version, String kind, String message) implements Answer {
        static Wrong of(String version, String message) {
            return new Wrong(version, message, message);
        }
    }
}
