package dev.tidegate.lambda.release;

import java.util.List;

import dev.tidegate.lambda.drain.DrainReading;

/**
 * What the post-traffic phase waits for, as it was seen just now.
 *
 * @param deployment how it stands
 * @param readings of everything that runs code against the database; empty unless the deployment has succeeded
 * @param alarms of those that must be quiet
 * @param lineage the other releases of the database
 */
public record Observation(DeploymentStatus deployment, List<DrainReading> readings, AlarmReading alarms,
        Lineage lineage) {
    public Observation {
        readings = List.copyOf(readings);
    }
}
