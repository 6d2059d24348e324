package dev.tidegate.task.history;

import java.time.Instant;
import java.util.Optional;

import dev.tidegate.task.migration.Identity;

/**
 * A row of Flyway's schema history table.
 *
 * @param identity of a migration; the row that notes that Flyway created the schema looks like a repeatable one
 * @param type {@code SQL} for a script; others are baselines, Java migrations, deletions and so on
 * @param script as the table spells it
 * @param checksum of the script as it was applied
 * @param at when the row was written
 * @param success false for a script that failed outside a transaction
 */
public record Entry(Identity identity, String type, String script, Optional<Integer> checksum, Instant at,
        boolean success) {}
