package dev.tidegate.lambda.release;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A migration task to be started.
 *
 * @param environment what the task is told; never a secret, because overrides appear in events
 */
public record TaskOrder(TaskKey key, Target target, Map<String, String> environment) {
    public TaskOrder {
        // In its order: ECS compares a repeated request with the first one.
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }
}
