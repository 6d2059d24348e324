package dev.tidegate.task.operator;

import java.util.Map;

/** The deployed function. */
public interface Control {
    /**
     * Calls it and waits for its answer.
     *
     * @param payload the members of the JSON object it is called with: texts and lists of texts
     * @throws dev.tidegate.task.outcome.TaskException when it cannot be reached, may not be called or failed
     */
    Answer ask(Map<String, Object> payload);
}
