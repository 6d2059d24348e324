/**
 * Makes the content of the container image as a folder, with the run-time that the runner needs and the AOT cache that fits
 * it, and tests it as a container would run it. {@code mvn -Pimage verify} does both.
 */
package dev.tidegate.task.image;
