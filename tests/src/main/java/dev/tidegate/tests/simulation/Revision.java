package dev.tidegate.tests.simulation;

/**
 * A task set or service revision.
 *
 * @param startedBy what its tasks say of themselves
 * @param version of the code
 */
record Revision(String id, String startedBy, String taskDefinition, int version) {}
