package dev.tidegate.tests.simulation;

import java.util.Map;

/**
 * How an invocation of the function ended.
 *
 * @param failed whether it was an error, as Lambda's callers see it
 */
record Reply(boolean failed, Map<String, Object> answer) {
    static final Reply ERROR = new Reply(true, Map.of());

    String hookStatus() {
        return failed ? "" : String.valueOf(answer.get("hookStatus"));
    }

    String reason() {
        return String.valueOf(answer.getOrDefault("reason", ""));
    }

    long callBackDelay() {
        return ((Number) answer.get("callBackDelay")).longValue() * Spans.SECOND;
    }
}
