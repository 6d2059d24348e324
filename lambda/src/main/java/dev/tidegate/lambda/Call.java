package dev.tidegate.lambda;

import java.time.Instant;
import java.util.Optional;

/**
 * One invocation of the function.
 *
 * @param requestId Lambda's, by which CloudTrail tells who made a direct call
 * @param identity the caller's, where Lambda gives it
 * @param until when the function has to come to an end
 */
public record Call(String requestId, Optional<String> identity, Instant until) {}
