package dev.tidegate.lambda.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lambda.release.AlarmReading;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

class AlarmsTest {
    private record Watch(Map<String, String> metric, Map<String, String> composite) implements CloudWatchClient {
        @Override
        public DescribeAlarmsResponse describeAlarms(DescribeAlarmsRequest request) {
            return DescribeAlarmsResponse.builder().metricAlarms(request.alarmNames().stream().filter(
                    metric::containsKey).map(name -> MetricAlarm.builder().alarmName(name).stateValue(metric.get(name))
                            .build()).toList())
                    .compositeAlarms(request.alarmTypesAsStrings().contains("CompositeAlarm")
                            ? request.alarmNames().stream().filter(composite::containsKey).map(name -> CompositeAlarm
                                    .builder().alarmName(name).stateValue(composite.get(name)).build()).toList()
                            : List.of())
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private static AlarmReading read(Map<String, String> metric, Map<String, String> composite, String... names) {
        return new Alarms(() -> new Watch(metric, composite), AwsSamples.UNLIMITED).read(List.of(names));
    }

    @Test
    void withoutAlarmsToWaitForNobodyIsAsked() {
        assertThat(new Alarms(() -> {
            throw new AssertionError("asked");
        }, AwsSamples.UNLIMITED).read(List.of())).isEqualTo(new AlarmReading.Quiet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"OK", "INSUFFICIENT_DATA"})
    void whatDoesNotRingIsQuiet(String state) {
        assertThat(read(Map.of("errors", state), Map.of("all", state), "errors", "all")).isEqualTo(
                new AlarmReading.Quiet());
    }

    @Test
    void thoseThatRingAreNamed() {
        assertThat(read(Map.of("errors", "ALARM", "slow", "OK"), Map.of("all", "ALARM"), "errors", "slow", "all"))
                .isEqualTo(new AlarmReading.Ringing(List.of("errors", "all")));
    }

    @Test
    void oneThatIsNotThereIsNotQuiet() {
        assertThat(read(Map.of("errors", "OK"), Map.of(), "errors", "misspelt")).isEqualTo(new AlarmReading.Unknown(
                "there is no alarm misspelt"));
    }
}
