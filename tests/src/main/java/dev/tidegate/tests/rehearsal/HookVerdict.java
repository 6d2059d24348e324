package dev.tidegate.tests.rehearsal;

import java.time.Instant;

/**
 * A final answer that a lifecycle hook was given.
 *
 * @param at when it arrived
 * @param hook stage or lifecycle event's execution
 * @param succeeded whether the deployment may go on
 */
public record HookVerdict(Instant at, String hook, boolean succeeded) {}
