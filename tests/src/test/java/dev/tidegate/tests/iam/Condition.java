package dev.tidegate.tests.iam;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A condition of a statement: the key is there and has one of the values. A request without the key does not meet it
 * (IAM guide, "Condition operators").
 *
 * @param operator one of those that are known here
 */
record Condition(String operator, String key, List<String> values) {
    private static final Set<String> KNOWN = Set.of("StringEquals", "StringLike", "ArnEquals", "ArnLike");

    Condition {
        if (!KNOWN.contains(operator)) {
            throw new IllegalArgumentException("condition operator " + operator + ": expected one of " + KNOWN);
        }
    }

    /** Keys are compared whatever their case. */
    boolean holds(Map<String, String> context) {
        return context.entrySet().stream().filter(entry -> entry.getKey().equalsIgnoreCase(key))
                .anyMatch(entry -> values.stream().anyMatch(value -> matches(value, entry.getValue())));
    }

    private boolean matches(String value, String given) {
        return switch (operator) {
            case "StringEquals" -> value.equals(given);
            case "StringLike" -> Wildcards.matches(value, given);
            // ArnEquals and ArnLike are the same.
            default -> Wildcards.matchesArn(value, given);
        };
    }
}
