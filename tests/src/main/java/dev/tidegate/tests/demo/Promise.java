package dev.tidegate.tests.demo;

/**
 * One thing a release under load must not do, and whether this one kept to it.
 *
 * @param promise a short sentence
 * @param evidence the numbers or instants that decide it
 */
public record Promise(String promise, boolean held, String evidence) {}
