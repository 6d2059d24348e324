/**
 * Measures how long the packaged function takes from the start of its process, in Lambda's own Java runtime, to its first
 * call of AWS and to its first answer, with and without the JVM's options that make it start faster.
 */
package dev.tidegate.tests.benchmark.coldstart;
