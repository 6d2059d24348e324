package dev.tidegate.task.history;

import java.util.Optional;

/**
 * A row of Flyway's schema history table.
 *
 * @param version empty for repeatable migrations, and for the row that notes that Flyway created the schema
 * @param type {@code SQL} for a script; others are baselines, Java migrations, deletions and so on
 * @param checksum of the script as it was applied
 * @param success false for a script that failed outside a transaction
 */
record Entry(Optional<String> version, String description, String type, Optional<Integer> checksum, boolean success) {}
