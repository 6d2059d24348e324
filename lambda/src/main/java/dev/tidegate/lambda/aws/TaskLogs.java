package dev.tidegate.lambda.aws;

import dev.tidegate.lambda.json.Json;
import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.Excerpt;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
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

    private final TaskDefinitions definitions;
    private final Supplier<CloudWatchLogsClient> logs;

    TaskLogs(TaskDefinitions definitions, Supplier<CloudWatchLogsClient> logs) {
        this.definitions = definitions;
        this.logs = logs;
    }

    /**
     * What a task said last.
     *
     * @param text the error in the result line that our own runner ends with, or the last lines of any other tool
     * @param notBefore when our own runner asked to be run again
     */
    record LastWords(String text, Optional<Instant> notBefore) {}

    /** Empty when the task has no log that can be read from CloudWatch. */
    Optional<LastWords> lastWords(Task task, String container) {
        try {
            return stream(task, container).map(this::lines).filter(lines -> !lines.isEmpty()).map(TaskLogs::words);
        } catch (SdkException | Cloud.Unavailable e) {
            return Optional.of(new LastWords("its log could not be read: " + e.getMessage(), Optional.empty()));
        }
    }

    private record Stream(String group, String name) {}

    /** The stream's name is prefix/container/task (ECS guide, "Using the awslogs log driver"). */
    private Optional<Stream> stream(Task task, String container) {
        return Optional.ofNullable(task.taskDefinitionArn()).stream()
                .flatMap(arn -> definitions.revision(arn).containerDefinitions().stream())
                .filter(one -> container.equals(one.name()))
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

    private static LastWords words(List<String> lines) {
        Optional<Json> result = result(lines.getLast());
        String words = result.flatMap(json -> json.text("error", "message")).orElseGet(() -> String.join(" | ", lines));
        return new LastWords(
                Excerpt.of(words, MOST_CHARACTERS),
                result.flatMap(json -> json.text("notBefore")).flatMap(TaskLogs::instant));
    }

    private static Optional<Json> result(String line) {
        try {
            return line.startsWith("{") ? Optional.of(Json.parse(line)) : Optional.empty();
        } catch (Json.NotJson _) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
