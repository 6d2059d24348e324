package dev.tidegate.tests.rehearsal;

import dev.tidegate.tests.function.Billing;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What Tidegate's function has cost.
 *
 * @param billing by Lambda
 * @param calls of AWS, by service and operation, every retry counted
 */
public record FunctionCost(Billing billing, SortedMap<String, Long> calls) {
    public FunctionCost {
        calls = new TreeMap<>(calls);
    }

    /** Calls of all operations. */
    public long total() {
        return calls.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Such as {@code dynamodb.GetItem 12}, the most frequent ones first. */
    public String text() {
        return String.join(", ", calls.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(call -> "%s %,d".formatted(call.getKey(), call.getValue())).toList());
    }
}
