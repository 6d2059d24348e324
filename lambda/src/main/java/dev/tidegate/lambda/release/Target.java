package dev.tidegate.lambda.release;

/**
 * What a release is about, looked up once and then kept: both phases run from the same migration task definition even
 * if a newer one is registered in between.
 *
 * @param database the entry of the settings it falls under
 * @param cluster ARN or name of the service's cluster
 * @param service name of the deploying service
 * @param version what identifies the new code: its task definition as {@code family:revision}
 * @param taskDefinition ARN of the service's new task definition
 * @param migrationTaskDefinition ARN, with revision, of the task definition that runs the migrations
 */
public record Target(String database, String cluster, String service, String version, String taskDefinition,
        String migrationTaskDefinition) {}
