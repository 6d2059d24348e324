package dev.tidegate.lambda.aws;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one thing we need of an AppSpec, which users write as JSON or YAML: the task definition it brings. AWS's own
 * YAML templates are full of comments, and what a comment names may be the old one.
 */
final class AppSpec {
    private static final Pattern TASK_DEFINITION = Pattern
            .compile("(?m)^[^#\\n]*?(?<![A-Za-z])[\"']?TaskDefinition[\"']?\\s*:\\s*[\"']?([A-Za-z0-9:/_-]+)");

    private AppSpec() {}

    static Optional<String> taskDefinition(String content) {
        Matcher matcher = TASK_DEFINITION.matcher(content);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
