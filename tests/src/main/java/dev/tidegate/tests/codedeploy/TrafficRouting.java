package dev.tidegate.tests.codedeploy;

import java.time.Duration;
import java.util.regex.Pattern;

import dev.tidegate.tests.ecs.TrafficSteps;

/** How the predefined deployment configurations for ECS move traffic, read from their names. */
final class TrafficRouting {
    private static final Pattern LINEAR = Pattern.compile(".*ECSLinear(\\d+)PercentEvery(\\d+)Minutes");
    private static final Pattern CANARY = Pattern.compile(".*ECSCanary(\\d+)Percent(\\d+)Minutes");

    private TrafficRouting() {}

    /** @param configuration such as {@code CodeDeployDefault.ECSCanary10Percent5Minutes} */
    static TrafficSteps of(String configuration) {
        var linear = LINEAR.matcher(configuration);
        if (linear.matches()) {
            return TrafficSteps.linear(Double.parseDouble(linear.group(1)),
                    Duration.ofMinutes(Long.parseLong(linear.group(2))));
        }
        var canary = CANARY.matcher(configuration);
        if (canary.matches()) {
            return TrafficSteps.canary(Double.parseDouble(canary.group(1)),
                    Duration.ofMinutes(Long.parseLong(canary.group(2))));
        }
        return TrafficSteps.allAtOnce();
    }
}
