package dev.tidegate.cdk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/** What the function tells of itself in numbers, and who is told when they are bad. */
final class Monitoring {
    private static final String NAMESPACE = "Tidegate";
    private static final String FUNCTION = "Function";
    private static final String DATABASE = "Database";
    private static final String SUM = "Sum";
    private static final String MAXIMUM = "Maximum";

    private final Construct scope;
    private final IFunction function;
    private final String database;
    private final Optional<ITopic> topic;

    /** @param function of which the metrics are: another one may have a database of the same name */
    Monitoring(Construct scope, IFunction function, String database, Optional<ITopic> topic) {
        this.scope = scope;
        this.function = function;
        this.database = database;
        this.topic = topic;
    }

    Metric metric(String name, String statistic, MetricOptions options) {
        Map<String, String> dimensions = new TreeMap<>(Map.of(FUNCTION, function.getFunctionName(), DATABASE,
                database));
        return metric(name, statistic, dimensions).with(options);
    }

    private static Metric metric(String name, String statistic, Map<String, String> dimensions) {
        return Metric.Builder.create().namespace(NAMESPACE).metricName(name).dimensionsMap(dimensions).statistic(
                statistic).period(Duration.minutes(5)).build();
    }

    Metric metric(String name, String statistic) {
        return metric(name, statistic, MetricOptions.builder().build());
    }

    /** Any one of it. */
    Alarm alarm(String id, String description, IMetric metric) {
        return alarm(id, description, metric, ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD, 1);
    }

    Alarm alarmAbove(String id, String description, IMetric metric, Duration most) {
        return alarm(id, description, metric, ComparisonOperator.GREATER_THAN_THRESHOLD, most.toSeconds());
    }

    private Alarm alarm(String id, String description, IMetric metric, ComparisonOperator comparison,
            Number threshold) {
        Alarm alarm = Alarm.Builder.create(scope, id).alarmDescription(description).metric(metric)
                .comparisonOperator(comparison).threshold(threshold).evaluationPeriods(1)
                .treatMissingData(TreatMissingData.NOT_BREACHING).build();
        topic.ifPresent(told -> alarm.addAlarmAction(new SnsAction(told)));
        return alarm;
    }

    /** A release that is refused before its database was found belongs to none, but somebody waits for it. */
    Metric failures(MetricOptions options) {
        return metric("Failures", SUM, Map.of(FUNCTION, function.getFunctionName())).with(options);
    }

    static Metric ofLost(IQueue lost) {
        return lost.metricApproximateNumberOfMessagesVisible(MetricOptions.builder().statistic(MAXIMUM).period(Duration
                .minutes(1)).build());
    }

    Dashboard dashboard(IQueue lost) {
        Dashboard dashboard = Dashboard.Builder.create(scope, "Dashboard").build();
        dashboard.addWidgets(
                graph("How long phases and drains take", metric("PreTrafficSeconds", MAXIMUM), metric("DrainSeconds",
                        MAXIMUM), metric("PostTrafficSeconds", MAXIMUM)),
                graph("How long the oldest release has waited for its post-traffic phase", metric("ArmedSeconds",
                        MAXIMUM)));
        dashboard.addWidgets(graph("Failed releases and lost wake-ups", failures(MetricOptions
                .builder().build()), ofLost(lost)),
                graph("The function", function.metricInvocations(), function.metricErrors(),
                        function.metricThrottles()));
        return dashboard;
    }

    private static GraphWidget graph(String title, IMetric... metrics) {
        return GraphWidget.Builder.create().title(title).width(12).left(List.of(metrics)).build();
    }
}
