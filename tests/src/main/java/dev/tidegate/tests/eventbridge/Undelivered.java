package dev.tidegate.tests.eventbridge;

/**
 * An event that was given up, as the target's last retry failed too.
 *
 * @param function the target's ARN
 * @param payload the JSON it would not take
 * @param failure of the last attempt
 */
public record Undelivered(String function, String payload, Throwable failure) {}
