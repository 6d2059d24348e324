package dev.tidegate.cdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Duration;

/** What can be wrong with the numbers that are given. The function has the same limits, but says so at a deployment. */
final class LimitChecks {
    private final List<String> problems = new ArrayList<>();

    private LimitChecks() {}

    static List<String> problems(TidegateOptions<?> options) {
        boolean codeDeploy = options.services.stream().anyMatch(service -> service.group().isPresent());
        LimitChecks checks = new LimitChecks();
        // ECS keeps the history of deployments for 90 days, from which a release is proven.
        checks.within("delay", options.delay, Duration.seconds(0), Duration.days(80));
        checks.within("settle", options.settle, Duration.seconds(1), Duration.days(1));
        checks.within("preTrafficLimit", options.preTrafficLimit, Duration.seconds(1),
                codeDeploy ? Duration.minutes(52) : Duration.hours(23));
        checks.within("postTrafficLimit", options.postTrafficLimit, Duration.seconds(1), Duration.days(7));
        checks.within("retryAfter", options.retryAfter, Duration.seconds(1), Duration.days(1));
        checks.within("announcementLife", options.announcementLife, Duration.minutes(1), Duration.days(30));
        checks.within("hookPoll", options.hookPoll, Duration.seconds(1), Duration.minutes(5));
        checks.within("keep", options.keep, Duration.days(1), Duration.days(3650));
        if (options.alarms.size() > 100) {
            checks.problems.add(Misuse.tooManyAlarms(options.alarms.size()));
        }
        options.reservedConcurrentExecutions.filter(given -> given.intValue() < 10)
                .ifPresent(given -> checks.problems.add(Misuse.tooFewExecutions(given)));
        return checks.problems;
    }

    private void within(String setting, Optional<Duration> given, Duration least, Duration most) {
        given.map(FunctionSettings::text).ifPresent(text -> {
            long seconds = given.get().toSeconds().longValue();
            if (seconds < least.toSeconds().longValue() || seconds > most.toSeconds().longValue()) {
                problems.add(Misuse.limit(setting, text, FunctionSettings.text(least), FunctionSettings.text(most)));
            }
        });
    }
}
