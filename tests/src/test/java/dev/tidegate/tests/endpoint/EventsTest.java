package dev.tidegate.tests.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.lambda.aws.AwsCloud;
import dev.tidegate.lambda.aws.TimeLimit;
import dev.tidegate.lambda.release.Correspondence;
import dev.tidegate.lambda.release.Deployment;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.ReleaseId;
import dev.tidegate.lambda.release.State;
import dev.tidegate.lambda.release.Transition;
import dev.tidegate.lambda.release.Wishes;
import dev.tidegate.lambda.settings.SettingsReader;
import dev.tidegate.tests.rehearsal.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * What the function publishes reaches those who have a rule for it. The target is a log group: of all targets the one
 * that needs nothing else to be read again.
 */
@ParameterizedClass
@ArgumentsSource(Endpoints.class)
class EventsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration LONGEST_WAY = Duration.ofSeconds(60);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String SETTINGS = """
            {"databases": [{"name": "orders", "cluster": "shop", "service": "web",
              "task": {"taskDefinition": "migrate", "container": "task"}}]}""";
    private static final dev.tidegate.lambda.release.Target WEB = new dev.tidegate.lambda.release.Target("orders",
            "shop", "web", "web:42",
            "arn:aws:ecs:eu-west-1:111122223333:task-definition/web:42",
            "arn:aws:ecs:eu-west-1:111122223333:task-definition/migrate:7");

    private final Endpoint endpoint;
    private final String rule = "tidegate-" + UUID.randomUUID();
    private final String group = "/aws/events/" + rule;
    private final String release = "d-" + UUID.randomUUID();
    private EventBridgeClient bus;
    private CloudWatchLogsClient logs;
    private AwsCloud cloud;

    EventsTest(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    @BeforeEach
    void createRule() {
        bus = endpoint.address().connect(EventBridgeClient.builder());
        logs = endpoint.address().connect(CloudWatchLogsClient.builder());
        logs.createLogGroup(create -> create.logGroupName(group));
        String arn = bus.putRule(put -> put.name(rule).eventPattern("""
                {"source": ["tidegate"], "detail-type": ["Tidegate Release State Change"],
                 "detail": {"release": ["%s"]}}""".formatted(release))).ruleArn();
        bus.putTargets(put -> put.rule(rule).targets(Target.builder().id("log").arn(logGroup(arn)).build()));
        cloud = new AwsCloud(new EndpointClients(endpoint.address()), SettingsReader.read(Map.of("TIDEGATE_TABLE",
                "releases", "TIDEGATE_SETTINGS", SETTINGS)), InstantSource.system(), new TimeLimit(InstantSource
                        .system()));
    }

    /** In the rule's own region and account. */
    private String logGroup(String ruleArn) {
        String[] parts = ruleArn.split(":");
        return "arn:aws:logs:" + parts[3] + ":" + parts[4] + ":log-group:" + group;
    }

    @AfterEach
    void deleteRule() {
        if (bus != null) {
            bus.removeTargets(remove -> remove.rule(rule).ids("log"));
            bus.deleteRule(delete -> delete.name(rule));
            bus.close();
        }
        if (logs != null) {
            logs.deleteLogGroup(delete -> delete.logGroupName(group));
            logs.close();
        }
        assertThat(endpoint.defects()).isEmpty();
    }

    /** Twelve: more than PutEvents takes at once. */
    @Test
    void everyStepOfAReleaseReachesTheRulesTarget() {
        cloud.publish(release("d-" + UUID.randomUUID()), steps(1));
        cloud.publish(release(release), steps(12));

        Await.until("twelve events in " + group, LONGEST_WAY, () -> received().size() >= 12);

        List<JsonNode> events = received();
        assertThat(events).extracting(event -> event.path("detail").path("number").asLong())
                .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 12).boxed().toList());
        assertThat(events).allSatisfy(event -> {
            assertThat(event.path("source").asText()).isEqualTo("tidegate");
            assertThat(event.path("detail-type").asText()).isEqualTo("Tidegate Release State Change");
            assertThat(event.path("account").asText()).isNotEmpty();
            JsonNode detail = event.path("detail");
            assertThat(detail.path("schemaVersion").asText()).isEqualTo("1");
            assertThat(detail.path("release").asText()).isEqualTo(release);
            assertThat(detail.path("state").asText()).isEqualTo("Armed");
            assertThat(detail.path("why").asText()).isEqualTo("step \"%d\" \u2013 with quotes",
                    detail.path("number").asLong());
            assertThat(detail.path("version").asText()).isEqualTo("web:42");
            assertThat(detail.path("database").asText()).isEqualTo("orders");
        });
    }

    private static Release release(String id) {
        return new Release(new ReleaseId(id), new Deployment.CodeDeploy(id), NOON, Optional.of(WEB),
                Correspondence.NONE, Wishes.NONE, new State.Armed(), Optional.of(NOON), 1, steps(1));
    }

    private static List<Transition> steps(long count) {
        return LongStream.rangeClosed(1, count).mapToObj(number -> new Transition(number, NOON.plusSeconds(number),
                "Armed", "step \"" + number + "\" \u2013 with quotes")).toList();
    }

    private List<JsonNode> received() {
        List<JsonNode> events = new ArrayList<>();
        for (FilteredLogEvent line : logs.filterLogEventsPaginator(filter -> filter.logGroupName(group)).events()) {
            events.add(parse(line.message()));
        }
        return events;
    }

    private static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
