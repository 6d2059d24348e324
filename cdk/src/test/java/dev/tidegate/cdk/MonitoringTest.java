package dev.tidegate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MonitoringTest {
    private static final Map<String, Map<String, Object>> ALARMS = Shop.TEMPLATE.ofTidegate("AWS::CloudWatch::Alarm");

    @Test
    void somebodyIsToldOfEveryAlarm() {
        assertThat(ALARMS).containsOnlyKeys("TidegateLostWakeUpsAlarm", "TidegateFailureAlarm", "TidegateArmedAlarm");
        assertThat(ALARMS.values()).map(Readable::properties).allSatisfy(alarm -> assertThat(alarm)
                .containsEntry("AlarmActions", List.of("${Alarms}")).containsEntry("TreatMissingData",
                        "notBreaching"));
    }

    @Test
    void aWakeUpThatWasLostIsNoticed() {
        assertThat(alarm("TidegateLostWakeUpsAlarm")).containsEntry("Namespace", "AWS/SQS").containsEntry("MetricName",
                "ApproximateNumberOfMessagesVisible").containsEntry("Threshold", 1).containsEntry("Statistic",
                        "Maximum").containsEntry("Dimensions", List.of(Map.of("Name", "QueueName", "Value",
                                "${TidegateLostWakeUps.QueueName}")));
    }

    @Test
    void aReleaseThatWaitsTooLongIsNoticed() {
        assertThat(alarm("TidegateArmedAlarm")).containsEntry("Namespace", "Tidegate").containsEntry("MetricName",
                "ArmedSeconds").containsEntry("Threshold", 14_400).containsEntry("ComparisonOperator",
                        "GreaterThanThreshold").containsEntry("Dimensions", List.of(Map.of("Name", "Database", "Value",
                                "web"), Map.of("Name", "Function", "Value", "${TidegateFunction}")));
    }

    /** A release may be refused before its database is known, and must not alarm those who have another function. */
    @Test
    void everyFailureOfThisFunctionIsNoticed() {
        assertThat(alarm("TidegateFailureAlarm")).containsEntry("MetricName", "Failures").containsEntry("Dimensions",
                List.of(Map.of("Name", "Function", "Value", "${TidegateFunction}")));
    }

    private static Map<String, Object> alarm(String name) {
        return Readable.properties(ALARMS.get(name));
    }
}
