package dev.tidegate.lambda.aws;

import dev.tidegate.lambda.release.Phase;
import dev.tidegate.lambda.release.Samples;
import dev.tidegate.lambda.release.TaskKey;
import dev.tidegate.lambda.release.TaskOrder;
import dev.tidegate.lambda.settings.Settings;
import dev.tidegate.lambda.settings.SettingsReader;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Values that the tests of the adapters start from. */
final class AwsSamples {
    static final TimeLimit UNLIMITED = new TimeLimit(() -> Instant.EPOCH);
    static final TimeLimit NO_TIME = new TimeLimit(() -> Instant.MAX);
    static final Settings SETTINGS = settings("");
    static final TaskOrder ORDER = new TaskOrder(
            new TaskKey(Samples.nativeRelease().id(), Phase.PRE_TRAFFIC, 1), Samples.TARGET,
            Map.of("TIDEGATE_RELEASE", "dep42"));

    private AwsSamples() {}

    /** CloudWatch Logs where nobody is to ask. */
    static CloudWatchLogsClient noLogs() {
        throw new AssertionError("nobody should ask for logs");
    }

    /** @param more members of the only database, each followed by a comma */
    static Settings settings(String more) {
        return settings(more, ", \"subnets\": [\"subnet-1\"], \"securityGroups\": [\"sg-1\"]");
    }

    /** @param network members of its task, each preceded by a comma */
    static Settings settings(String more, String network) {
        return SettingsReader.read(Map.of("TIDEGATE_TABLE", "releases", "TIDEGATE_SETTINGS", """
                {"databases": [{%s "name": "orders", "cluster": "shop", "service": "web",
                  "task": {"container": "migrate", "taskDefinition": "migrate:7"%s}}]}""".formatted(more, network)));
    }

    static TaskDefinition taskDefinition(String familyAndRevision) {
        return TaskDefinition.builder()
                .taskDefinitionArn("arn:aws:ecs:eu-west-1:111122223333:task-definition/" + familyAndRevision)
                .requiresCompatibilities(Compatibility.FARGATE)
                .containerDefinitions(ContainerDefinition.builder().name("migrate").build()).build();
    }

    static Task.Builder task(String arn, String lastStatus) {
        return Task.builder().taskArn(arn).lastStatus(lastStatus);
    }
}
