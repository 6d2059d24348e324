package dev.tidegate.lambda.settings;

import java.util.List;
import java.util.Optional;

import dev.tidegate.lambda.release.Phase;

/**
 * How a migration task is started.
 *
 * @param taskDefinition a family (its newest revision when the release is opened), {@code family:revision} or an ARN;
 *        empty for the service's own new task definition
 * @param container the container whose command is replaced and whose exit code counts
 * @param pre the command for the pre-traffic phase
 * @param post the command for the post-traffic phase
 * @param subnets empty to use those of the service
 * @param securityGroups empty to use those of the service
 * @param assignPublicIp whether the task gets a public address; only looked at when subnets are given
 */
public record MigrationTask(Optional<String> taskDefinition, String container, List<String> pre, List<String> post,
        List<String> subnets, List<String> securityGroups, boolean assignPublicIp) {
    public MigrationTask {
        pre = List.copyOf(pre);
        post = List.copyOf(post);
        subnets = List.copyOf(subnets);
        securityGroups = List.copyOf(securityGroups);
    }

    /** The command for a phase. */
    public List<String> command(Phase phase) {
        return switch (phase) {
            case PRE_TRAFFIC -> pre;
            case POST_TRAFFIC -> post;
        };
    }
}
