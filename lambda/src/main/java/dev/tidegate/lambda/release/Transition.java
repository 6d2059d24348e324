package dev.tidegate.lambda.release;

import java.time.Instant;

/**
 * One step in a release's life, kept for people.
 *
 * @param state the state that was entered
 * @param why a sentence
 */
public record Transition(Instant at, String state, String why) {}
