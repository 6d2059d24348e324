package dev.tidegate.task.migration;

import java.time.Instant;

/** What one run does with one pending migration. */
public sealed interface Verdict {
    /** Why. */
    Reason why();

    /** It runs now. */
    record Runs(Reason why) implements Verdict {}

    /** The pre-traffic run leaves it to the post-traffic run. */
    record Later(Reason why) implements Verdict {}

    /** It should run before traffic, but depends on what runs after. */
    record Blocked(Reason why) implements Verdict {}

    /** The post-traffic run leaves it until at least this instant. */
    record NotYet(Reason why, Instant notBefore) implements Verdict {}
}
