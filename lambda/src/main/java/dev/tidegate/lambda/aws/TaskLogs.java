package dev.tidegate.lambda.aws;

import dev.tidegate.lambda.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Reads what a failed migration task said last, for people: an exit code alone does not tell which statement failed.
 * Best effort: without it everything goes on the same.
 */
final class TaskLogs {
    /** Enough for a database's message with its context; one item of the ledger has room for 400 KB in all. */
    private static final int MOST_CHARACTERS = 1_000;
    private static final int MOST_LINES = 5;

    private final EcsClient ecs;
    private final Supplier<CloudWatchLogsClient> logs;

    TaskLogs(EcsClient ecs, Supplier<CloudWatchLogsClient> logs) {
        this.ecs = ecs;
        this.logs = logs;
    }

    /** The error of the result line that our own runner ends with, or the last lines of any other tool. */
    Optional<String> lastWords(Task task, String container) {
        try {
            return stream(task, container).map(this::lines).filter(lines -> !lines.isEmpty()).map(TaskLogs::words);
        } catch (SdkException e) {
            return Optional.of("its log could not be read: " + e.getMessage());
        }
    }

    private record Stream(String group, String name) {}

    /** The stream's name is prefix/container/task (ECS guide, "Using the awslogs log driver"). */
    private Optional<Stream> stream(Task task, String container) {
        return ecs.describeTaskDefinition(describe -> describe.taskDefinition(task.taskDefinitionArn()))
                .taskDefinition().containerDefinitions().stream().filter(one -> container.equals(one.name()))
                .map(ContainerDefinition::logConfiguration)
                .filter(log -> log != null && "awslogs".equals(log.logDriverAsString())).map(LogConfiguration::options)
                .filter(options -> options.containsKey("awslogs-group") && options.containsKey("awslogs-stream-prefix"))
                .map(options -> stream(options, container, task)).findFirst();
    }

    private static Stream stream(Map<String, String> options, String container, Task task) {
        return new Stream(options.get("awslogs-group"), options.get("awslogs-stream-prefix") + "/" + container + "/"
                + Arns.lastSegment(task.taskArn()));
    }

    private List<String> lines(Stream stream) {
        try (CloudWatchLogsClient client = logs.get()) {
            return client.getLogEvents(get -> get.logGroupName(stream.group()).logStreamName(stream.name())
                    .startFromHead(false).limit(MOST_LINES)).events().stream().map(OutputLogEvent::message)
                    .filter(line -> !line.isBlank()).toList();
        }
    }

    private static String words(List<String> lines) {
        String words = result(lines.getLast()).orElseGet(() -> String.join(" | ", lines));
        return words.length() <= MOST_CHARACTERS ? words : words.substring(0, MOST_CHARACTERS) + "…";
    }

    private static Optional<String> result(String line) {
        try {
            return line.startsWith("{") ? Json.parse(line).text("error", "message") : Optional.empty();
        } catch (Json.NotJson _) {
            return Optional.empty();
        }
    }
}
