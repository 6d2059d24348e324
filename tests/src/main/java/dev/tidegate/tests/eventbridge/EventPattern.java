package dev.tidegate.tests.eventbridge;

import java.io.IOException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import software.amazon.event.ruler.Machine;

/** An event pattern, matched by the library that EventBridge itself is built on. */
record EventPattern(String text, Machine machine) {
    private static final String ONLY_RULE = "rule";

    static EventPattern parse(String text) {
        Machine machine = Machine.builder().build();
        try {
            machine.addRule(ONLY_RULE, text);
        } catch (IOException | IllegalArgumentException e) {
            throw Refusal.pattern(e);
        }
        return new EventPattern(text, machine);
    }

    boolean matches(ObjectNode event) {
        return !machine.rulesForJSONEvent(event).isEmpty();
    }
}
