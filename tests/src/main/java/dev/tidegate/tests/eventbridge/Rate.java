package dev.tidegate.tests.eventbridge;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The schedule expression {@code rate(value unit)}. */
record Rate(Duration period) {
    // The unit is singular for 1 and plural for more; EventBridge refuses the other forms.
    private static final Pattern EXPRESSION = Pattern
            .compile("rate\\((?:1 (minute|hour|day)|([2-9]|[1-9]\\d{1,5}) (minute|hour|day)s)\\)");

    static Rate parse(String expression) {
        if (expression.startsWith("cron(")) {
            throw new UnsupportedOperationException("schedule \"" + expression + "\", use rate(...)");
        }
        Matcher matcher = EXPRESSION.matcher(expression);
        if (!matcher.matches()) {
            throw Refusal.validation("Parameter ScheduleExpression is not valid.");
        }
        boolean one = matcher.group(1) != null;
        return new Rate(unit(one ? matcher.group(1) : matcher.group(3))
                .multipliedBy(one ? 1 : Long.parseLong(matcher.group(2))));
    }

    private static Duration unit(String name) {
        return switch (name) {
            case "minute" -> Duration.ofMinutes(1);
            case "hour" -> Duration.ofHours(1);
            default -> Duration.ofDays(1);
        };
    }
}
