package dev.tidegate.tests.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.tests.wire.AwsServer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** Through the real client, which speaks the query protocol. */
class SimulatedCloudWatchTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.250Z");

    private final AwsServer server = AwsServer.start(List.of(new SimulatedCloudWatch(() -> NOW)));
    private final CloudWatchClient client = CloudWatchClient.builder().endpointOverride(server.endpoint())
            .region(Region.EU_WEST_1).credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClientBuilder(UrlConnectionHttpClient.builder()).build();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private void put(String name) {
        client.putMetricAlarm(put -> put.alarmName(name).namespace("shop & co").metricName("<5xx>").threshold(1.5));
    }

    private DescribeAlarmsResponse describe(String... names) {
        return client.describeAlarms(describe -> describe.alarmNames(names));
    }

    @Test
    void anAlarmKeepsTheStateItWasSetTo() {
        put("5xx");
        MetricAlarm fresh = describe("5xx").metricAlarms().getFirst();
        assertThat(fresh.stateValue()).isEqualTo(StateValue.INSUFFICIENT_DATA);
        assertThat(fresh.stateUpdatedTimestamp()).isEqualTo(NOW);
        assertThat(List.of(fresh.namespace(), fresh.metricName(), fresh.threshold())).containsExactly("shop & co",
                "<5xx>", 1.5);

        client.setAlarmState(set -> set.alarmName("5xx").stateValue(StateValue.ALARM).stateReason("test"));
        put("5xx");
        assertThat(describe("5xx").metricAlarms()).extracting(MetricAlarm::stateValue).containsExactly(
                StateValue.ALARM);
    }

    @Test
    void onlyTheNamedAlarmsThatExistAreDescribed() {
        put("a");
        put("b");
        assertThat(describe("b", "c").metricAlarms()).extracting(MetricAlarm::alarmName).containsExactly("b");
        assertThat(client.describeAlarms(describe -> describe.alarmTypes(AlarmType.COMPOSITE_ALARM)).metricAlarms())
                .isEmpty();
    }

    @Test
    void alarmsComeInPages() {
        List.of("a", "b", "c").forEach(this::put);
        DescribeAlarmsResponse first = client.describeAlarms(describe -> describe.maxRecords(2));
        assertThat(first.metricAlarms()).hasSize(2);
        assertThat(client.describeAlarms(describe -> describe.nextToken(first.nextToken())).metricAlarms()).extracting(
                MetricAlarm::alarmName).containsExactly("c");
        assertThatThrownBy(() -> client.describeAlarms(describe -> describe.nextToken("x"))).isInstanceOf(
                CloudWatchException.class).hasMessageContaining("The next token specified is invalid.");
    }

    @Test
    void whatIsNotKnownIsRefused() {
        assertThatThrownBy(() -> client.setAlarmState(set -> set.alarmName("5xx").stateValue(StateValue.OK)
                .stateReason("test"))).isInstanceOf(CloudWatchException.class)
                .isNotInstanceOf(ResourceNotFoundException.class).hasMessageContaining("Alarm 5xx does not exist");
        assertThatThrownBy(() -> client.describeAlarms(describe -> describe.alarmNamePrefix("s")))
                .hasMessageContaining("the simulator does not implement monitoring.DescribeAlarms: filters");
        assertThatThrownBy(() -> client.listDashboards()).hasMessageContaining(
                "the simulator does not implement monitoring.ListDashboards");
        assertThat(server.defects()).isEmpty();
    }
}
