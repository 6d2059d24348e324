package dev.tidegate.lambda.release;

import java.time.Instant;

/**
 * One step in a release's life, kept for people.
 *
 * @param number counts the steps of the release, from 1
 * @param state the state that was entered
 * @param why a sentence
 */
public record Transition(long number, Instant at, String state, String why) {}
