package dev.tidegate.tests.demo;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the old code left.
 *
 * @param firstNewTaskAt when the first task of the new version was started
 * @param oldTasksGoneAt when the last process of the old version had ended, as the rehearsal itself saw it; empty if one
 *        was still there at the end
 * @param evidence what the post-traffic phase was started on, as it was recorded then
 */
public record Drain(Optional<Instant> firstNewTaskAt, Optional<Instant> oldTasksGoneAt, List<String> evidence) {
    public Drain {
        evidence = List.copyOf(evidence);
    }
}
