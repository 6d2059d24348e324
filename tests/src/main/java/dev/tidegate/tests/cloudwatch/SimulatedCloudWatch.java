package dev.tidegate.tests.cloudwatch;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmResponse;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateRequest;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateResponse;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * CloudWatch's metric alarms, whose state changes only by {@code SetAlarmState}. Alarms are described by name; other
 * filters are refused. Methods may be called from any thread.
 */
public final class SimulatedCloudWatch implements CloudWatchClient {
    private static final int DEFAULT_PAGE = 50;

    private final Map<String, MetricAlarm> alarms = new TreeMap<>();
    private final InstantSource clock;

    public SimulatedCloudWatch(InstantSource clock) {
        this.clock = clock;
    }

    /** A new alarm has INSUFFICIENT_DATA; one that is put again keeps its state. */
    @Override
    public synchronized PutMetricAlarmResponse putMetricAlarm(PutMetricAlarmRequest request) {
        MetricAlarm before = alarms.get(request.alarmName());
        StateValue state = before == null ? StateValue.INSUFFICIENT_DATA : before.stateValue();
        alarms.put(request.alarmName(), MetricAlarm.builder().alarmName(request.alarmName())
                .metricName(request.metricName()).namespace(request.namespace()).statistic(request.statistic())
                .comparisonOperator(request.comparisonOperator()).threshold(request.threshold())
                .period(request.period()).evaluationPeriods(request.evaluationPeriods()).stateValue(state)
                .stateUpdatedTimestamp(before == null ? clock.instant() : before.stateUpdatedTimestamp()).build());
        return PutMetricAlarmResponse.builder().build();
    }

    @Override
    public synchronized SetAlarmStateResponse setAlarmState(SetAlarmStateRequest request) {
        MetricAlarm alarm = alarms.get(request.alarmName());
        if (alarm == null) {
            throw error("ResourceNotFound", "Alarm " + request.alarmName() + " does not exist", 404);
        }
        alarms.put(request.alarmName(), alarm.toBuilder().stateValue(request.stateValue())
                .stateReason(request.stateReason()).stateUpdatedTimestamp(clock.instant()).build());
        return SetAlarmStateResponse.builder().build();
    }

    /** Names of alarms that do not exist are passed over in silence, as CloudWatch does. */
    @Override
    public synchronized DescribeAlarmsResponse describeAlarms(DescribeAlarmsRequest request) {
        if (request.alarmNamePrefix() != null || request.actionPrefix() != null || request.stateValue() != null
                || request.childrenOfAlarmName() != null || request.parentsOfAlarmName() != null) {
            throw new UnsupportedOperationException("filters other than AlarmNames and AlarmTypes");
        }
        boolean metricAlarms = !request.hasAlarmTypes() || request.alarmTypes().contains(AlarmType.METRIC_ALARM);
        List<MetricAlarm> found = alarms.values().stream().filter(_ -> metricAlarms)
                .filter(alarm -> !request.hasAlarmNames() || request.alarmNames().contains(alarm.alarmName())).toList();
        int from = request.nextToken() == null ? 0 : position(request.nextToken(), found.size());
        int to = Math.min(found.size(), from + (request.maxRecords() == null ? DEFAULT_PAGE : request.maxRecords()));
        return DescribeAlarmsResponse.builder().metricAlarms(found.subList(from, to)).compositeAlarms(List.of())
                .nextToken(to < found.size() ? String.valueOf(to) : null).build();
    }

    private static int position(String token, int size) {
        if (!token.matches("\\d{1,6}") || Integer.parseInt(token) > size) {
            throw error("InvalidNextToken", "The next token specified is invalid.", 400);
        }
        return Integer.parseInt(token);
    }

    private static RuntimeException error(String code, String message, int status) {
        return CloudWatchException.builder().statusCode(status).awsErrorDetails(
                AwsErrorDetails.builder().errorCode(code).errorMessage(message).build()).build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
