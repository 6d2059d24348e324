package dev.tidegate.tests.function;

import java.time.Duration;

/**
 * What functions would be billed for.
 *
 * @param invocations of all functions
 * @param starts of processes
 * @param billed the time that both took, each rounded up to a millisecond
 */
public record Billing(int invocations, int starts, Duration billed) {}
