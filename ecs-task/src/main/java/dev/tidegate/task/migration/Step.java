package dev.tidegate.task.migration;

/** One pending migration and what the run does with it. */
public record Step(Migration migration, Verdict verdict) {}
