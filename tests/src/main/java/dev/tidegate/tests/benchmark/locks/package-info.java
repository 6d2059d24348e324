/**
 * Measures what readers of a busy table notice of a migration that has to wait for its lock: {@code mvn -q -Pbenchmark,locks
 * verify}. Reads are due at set times whatever happens, and a read that has to wait for a session counts from when it was due:
 * otherwise a reader that stands still would hide all the reads it did not make.
 */
package dev.tidegate.tests.benchmark.locks;
