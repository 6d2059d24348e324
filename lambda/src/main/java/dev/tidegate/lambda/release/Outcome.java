package dev.tidegate.lambda.release;

/**
 * Where a wake-up has left a release.
 *
 * @param why what it waits for, or why it ended
 */
public record Outcome(Release release, String why) {}
