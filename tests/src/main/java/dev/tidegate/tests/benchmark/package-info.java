/**
 * Compares whole runs of the runner with those of other tools, on one server and the same scripts: {@code mvn -q -Pbenchmark
 * verify}. The contenders take turns, so that a busy moment of the machine hits all of them.
 */
package dev.tidegate.tests.benchmark;
