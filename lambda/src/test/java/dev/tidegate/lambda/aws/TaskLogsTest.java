package dev.tidegate.lambda.aws;

import static dev.tidegate.lambda.release.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

class TaskLogsTest {
    private static final String DEFINITION = "arn:aws:ecs:eu-west-1:111122223333:task-definition/migrate:7";
    private static final Task TASK = Task.builder().taskArn("arn:aws:ecs:eu-west-1:111122223333:task/shop/0123")
            .taskDefinitionArn(DEFINITION).build();

    private final EcsStub ecs = new EcsStub();
    private GetLogEventsRequest asked;

    private Optional<TaskLogs.LastWords> lastWords(String... lines) {
        logsTo("awslogs", Map.of("awslogs-group", "/migrations", "awslogs-stream-prefix", "ecs"));
        return new TaskLogs(new TaskDefinitions(ecs, () -> NOON, AwsSamples.UNLIMITED), () -> logs(lines)).lastWords(
                TASK, "migrate");
    }

    private void logsTo(String driver, Map<String, String> options) {
        ecs.taskDefinitions.put(DEFINITION, TaskDefinition.builder().taskDefinitionArn(DEFINITION)
                .containerDefinitions(ContainerDefinition.builder().name("sidecar").build(), ContainerDefinition
                        .builder().name("migrate").logConfiguration(log -> log.logDriver(driver).options(options))
                        .build()).build());
    }

    private CloudWatchLogsClient logs(String... lines) {
        return new CloudWatchLogsClient() {
            @Override
            public GetLogEventsResponse getLogEvents(GetLogEventsRequest request) {
                asked = request;
                List<OutputLogEvent> events = Stream.of(lines)
                        .map(line -> OutputLogEvent.builder().message(line).build()).toList();
                return GetLogEventsResponse.builder().events(events).build();
            }

            @Override
            public String serviceName() {
                return "logs";
            }

            @Override
            public void close() {
                // Nothing is held open.
            }
        };
    }

    @Test
    void theNewestLinesOfTheContainersOwnStreamAreRead() {
        lastWords("anything");

        assertThat(asked.logGroupName()).isEqualTo("/migrations");
        assertThat(asked.logStreamName()).isEqualTo("ecs/migrate/0123");
        assertThat(asked.startFromHead()).isFalse();
    }

    @Test
    void theErrorOfTheResultLineIsEnough() {
        assertThat(lastWords("applying 2", "{\"result\": \"failed\", \"error\": {\"message\": \"relation x\"}}"))
                .contains(new TaskLogs.LastWords("relation x", Optional.empty()));
    }

    @Test
    void theResultLineSaysWhenToComeBack() {
        assertThat(lastWords("{\"result\": \"not-yet\", \"notBefore\": \"2026-03-01T16:00:00Z\"}"))
                .hasValueSatisfying(words -> assertThat(words.notBefore())
                        .contains(Instant.parse("2026-03-01T16:00:00Z")));
    }

    @Test
    void anotherToolsLastLinesAreTakenAsTheyAre() {
        assertThat(lastWords("django.db.utils.ProgrammingError:", "", "{ not json"))
                .contains(new TaskLogs.LastWords("django.db.utils.ProgrammingError: | { not json", Optional.empty()));
    }

    @Test
    void longWordsAreCut() {
        assertThat(lastWords("x".repeat(2_000))).hasValueSatisfying(
                words -> assertThat(words.text()).hasSize(1_000).endsWith("x…"));
    }

    @Test
    void anEmptyLogSaysNothing() {
        assertThat(lastWords()).isEmpty();
    }

    @Test
    void aTaskThatLogsElsewhereIsNotAskedAbout() {
        logsTo("splunk", Map.of());

        assertThat(new TaskLogs(new TaskDefinitions(ecs, () -> NOON, AwsSamples.UNLIMITED), AwsSamples::noLogs)
                .lastWords(TASK, "migrate"))
                .isEmpty();
    }

    @Test
    void aLogThatCannotBeReadIsSaidAndNoMore() {
        logsTo("awslogs", Map.of("awslogs-group", "/migrations", "awslogs-stream-prefix", "ecs"));
        TaskLogs logs = new TaskLogs(new TaskDefinitions(ecs, () -> NOON, AwsSamples.UNLIMITED), () -> {
            throw ResourceNotFoundException.builder().message("no such stream").build();
        });

        assertThat(logs.lastWords(TASK, "migrate")).contains(
                new TaskLogs.LastWords("its log could not be read: no such stream", Optional.empty()));
    }
}
