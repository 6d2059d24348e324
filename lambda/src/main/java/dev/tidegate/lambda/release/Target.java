package dev.tidegate.lambda.release;

import java.util.List;
import java.util.Set;

import dev.tidegate.lambda.drain.Code;

/**
 * What a release is about, looked up once and then kept: both phases run from the same migration task definition even
 * if a newer one is registered in between.
 *
 * @param database the entry of the settings it falls under
 * @param cluster ARN or name of the service's cluster
 * @param service name of the deploying service
 * @param version what identifies the new code for people: its task definition as {@code family:revision}
 * @param taskDefinition ARN of the service's new task definition
 * @param migrationTaskDefinition ARN, with revision, of the task definition that runs the migrations
 * @param codes what identifies the new code to other consumers, as far as that is known before it runs
 * @param fresh whether nothing ran when the release was opened, so that an empty database may get everything at once
 * @param later releases of other code that came after this code was first released: what they took away it may need
 */
public record Target(String database, String cluster, String service, String version, String taskDefinition,
        String migrationTaskDefinition, Set<Code> codes, boolean fresh, List<ReleaseId> later) {
    public Target {
        codes = Set.copyOf(codes);
        later = List.copyOf(later);
    }

    /** For code that was not released before. */
    public Target(String database, String cluster, String service, String version, String taskDefinition,
            String migrationTaskDefinition, Set<Code> codes, boolean fresh) {
        this(database, cluster, service, version, taskDefinition, migrationTaskDefinition, codes, fresh, List.of());
    }

    /** For a database without other consumers, in which something runs. */
    public Target(String database, String cluster, String service, String version, String taskDefinition,
            String migrationTaskDefinition) {
        this(database, cluster, service, version, taskDefinition, migrationTaskDefinition, Set.of(), false);
    }

    Target freshIf(boolean nothingRuns) {
        return new Target(database, cluster, service, version, taskDefinition, migrationTaskDefinition, codes,
                nothingRuns, later);
    }

    Target after(List<ReleaseId> releases) {
        return new Target(database, cluster, service, version, taskDefinition, migrationTaskDefinition, codes, fresh,
                releases);
    }

    /** Whether the migrations come with the new code; else they may be newer than it. */
    boolean bringsItsMigrations() {
        return migrationTaskDefinition.equals(taskDefinition);
    }
}
