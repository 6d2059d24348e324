package dev.tidegate.task.check.client;

/**
 * Something an old client did before a migration that went differently after it.
 *
 * @param object what it was done to
 * @param fails whether it fails now, rather than giving something else
 * @param statement what was done
 * @param answer what the server says now, and said before if it worked
 */
public record Sighting(String object, boolean fails, String statement, String answer) {}
