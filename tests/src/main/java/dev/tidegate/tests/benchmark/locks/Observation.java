package dev.tidegate.tests.benchmark.locks;

import java.time.Duration;
import java.util.Optional;

/**
 * What one run has shown.
 *
 * @param queued how long somebody waited for the table with everybody else behind it
 * @param doneAfter from the end of the blocker to the end of the migrating process; empty where nothing was migrated
 */
record Observation(Latencies latencies, Duration queued, Optional<Duration> doneAfter) {}
