package dev.tidegate.lambda.aws;

import dev.tidegate.lambda.release.AlarmReading;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;

/** Reads CloudWatch alarms. */
final class Alarms {
    private record State(String name, String value) {}

    private final Supplier<CloudWatchClient> clients;
    private final TimeLimit limit;

    /** @param clients asked only where there are alarms to wait for */
    Alarms(Supplier<CloudWatchClient> clients, TimeLimit limit) {
        this.clients = clients;
        this.limit = limit;
    }

    /** @param names at most 100, which is what DescribeAlarms takes */
    AlarmReading read(List<String> names) {
        if (names.isEmpty()) {
            return new AlarmReading.Quiet();
        }
        List<State> states = limit.ask("CloudWatch DescribeAlarms", () -> {
            try (CloudWatchClient client = clients.get()) {
                return states(client.describeAlarms(describe -> describe.alarmNames(names).maxRecords(names.size())
                        .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)));
            }
        });
        List<String> missing = names.stream().filter(name -> states.stream().noneMatch(state -> state.name().equals(
                name))).toList();
        if (!missing.isEmpty()) {
            return new AlarmReading.Unknown("there is no alarm " + String.join(", ", missing));
        }
        List<String> ringing = states.stream().filter(state -> "ALARM".equals(state.value())).map(State::name).toList();
        return ringing.isEmpty() ? new AlarmReading.Quiet() : new AlarmReading.Ringing(ringing);
    }

    private static List<State> states(DescribeAlarmsResponse response) {
        return Stream.concat(response.metricAlarms().stream().map(alarm -> new State(alarm.alarmName(), alarm
                .stateValueAsString())), response.compositeAlarms().stream().map(alarm -> new State(alarm.alarmName(),
                        alarm.stateValueAsString()))).toList();
    }
}
