package dev.tidegate.lambda.aws;

import dev.tidegate.lambda.release.Cloud;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Turns the SDK's exceptions into the one the core knows. */
final class Calls {
    private Calls() {}

    /**
     * Makes a call that only reads.
     *
     * @param operation service and operation, for the message
     * @throws Cloud.Unavailable for every failure: throttled, not allowed, not found, unreachable
     */
    static <T> T ask(String operation, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw unavailable(operation, e);
        }
    }

    static Cloud.Unavailable unavailable(String operation, SdkException e) {
        return new Cloud.Unavailable(operation + ": " + e.getMessage(), e);
    }
}
