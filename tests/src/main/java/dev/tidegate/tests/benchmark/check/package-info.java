/**
 * Measures whole runs of {@code check} on a server that is running already: {@code mvn -q -Pbenchmark,check verify}, with
 * {@code -Dagainst=OTHER.jar} in turns with another build of the runner.
 */
package dev.tidegate.tests.benchmark.check;
