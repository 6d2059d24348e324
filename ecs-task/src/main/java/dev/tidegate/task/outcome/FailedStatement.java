package dev.tidegate.task.outcome;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the database refused.
 *
 * @param message the database's own words
 * @param sqlState the five characters of the SQL standard, if the database gave them
 * @param script the script it stands in, if it came from one
 * @param line of the script, counted from 1
 * @param statement the SQL, shortened
 */
public record FailedStatement(String message, Optional<String> sqlState, Optional<String> script, OptionalInt line,
        Optional<String> statement) {}
