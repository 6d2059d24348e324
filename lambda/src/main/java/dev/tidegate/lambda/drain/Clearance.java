package dev.tidegate.lambda.drain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One read that found no old code.
 *
 * @param at when the last of it was read
 * @param of whom, as messages call them
 * @param newTasks how many tasks of the new code were seen
 * @param goneTasks how many tasks of older code were seen, all of them stopped
 * @param lastGoneAt when the last of those had stopped, as ECS says
 */
public record Clearance(Instant at, List<String> of, int newTasks, int goneTasks, Optional<Instant> lastGoneAt) {
    public Clearance {
        of = List.copyOf(of);
    }
}
