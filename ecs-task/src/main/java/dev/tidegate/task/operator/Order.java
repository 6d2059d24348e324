package dev.tidegate.task.operator;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One question or wish of an operator.
 *
 * @param release empty only for {@link Verb#LIST}
 * @param database to list the releases of; empty for all
 * @param tasks ARNs, for {@link Verb#ENDED} only
 * @param function name or ARN of the deployed function
 * @param json whether the answer is printed as the function gave it
 * @param watch how often to ask again; empty for once
 * @param by who asks, for the release's history
 */
record Order(Verb verb, Optional<String> release, Optional<String> database, List<String> tasks,
        String function, boolean json,
        Optional<Duration> watch, String by) {
    Order {
        tasks = List.copyOf(tasks);
    }

    /** What the function is called with. */
    Map<String, Object> payload() {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("command", verb.command());
        release.ifPresent(id -> payload.put("release", id));
        database.ifPresent(name -> payload.put("database", name));
        if (!tasks.isEmpty()) {
            payload.put("tasks", tasks);
        }
        payload.put("by", by);
        return payload;
    }
}
