package dev.tidegate.lambda.release;

import java.time.Duration;

/**
 * The numbers the policy works with.
 *
 * @param settle the least time between the two reads that must both find the old code gone
 * @param delay how long after the old code was proven gone the post-traffic phase waits
 * @param approval whether a person has to approve the post-traffic phase
 * @param preLimit how long after the release was opened its pre-traffic task may run
 * @param postLimit how long one post-traffic task may run
 * @param grace how long a task that was told its deadline may overrun it before it is stopped, and how long a stopped
 *        one may take before the answer is given without it
 * @param startAttempts how often a task that never ran, or could not reach the database, is tried at pre-traffic
 * @param postAttempts how many post-traffic tasks may fail in a way that may be repeated
 * @param retryAfter the wait before a task is tried again; at post-traffic doubled each time, at most 32 times as long
 * @param claimPatience how long a wake-up leaves the task of a claim that is not its own to the one that made it; longer
 *        than the function may run, so that the other is over
 * @param claimLife how long a claim without a known task is upheld: ECS may need minutes to list a task
 * @param announcementLife how long an announced deployment may keep others waiting without having begun
 */
public record Rules(Duration settle, Duration delay, boolean approval, Duration preLimit, Duration postLimit,
        Duration grace, int startAttempts, int postAttempts, Duration retryAfter, Duration claimPatience,
        Duration claimLife, Duration announcementLife) {
    /** What holds unless the settings say otherwise. CodeDeploy gives a hook one hour; the answer has to come before. */
    public static final Rules DEFAULT = new Rules(Duration.ofSeconds(30), Duration.ZERO, false, Duration.ofMinutes(50),
            Duration.ofHours(1), Duration.ofMinutes(2), 5, 20, Duration.ofMinutes(1), Duration.ofSeconds(90),
            Duration.ofMinutes(5), Duration.ofDays(1));
}
