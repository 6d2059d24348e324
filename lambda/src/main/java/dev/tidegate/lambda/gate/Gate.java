package dev.tidegate.lambda.gate;

import java.util.List;

/**
 * One condition that the post-traffic phase waits for, evaluated now.
 *
 * @param name a word such as {@code drained}
 * @param open whether it lets through
 * @param sentence what it waits for and what would open it; of use while it is closed
 */
public record Gate(String name, boolean open, String sentence) {
    /** An open gate. */
    public static Gate open(String name) {
        return new Gate(name, true, "");
    }

    /** A closed gate and what it waits for. */
    public static Gate closed(String name, String sentence) {
        return new Gate(name, false, sentence);
    }

    /** The sentences of the closed ones, in order. */
    public static List<String> waits(List<Gate> gates) {
        return gates.stream().filter(gate -> !gate.open()).map(Gate::sentence).toList();
    }
}
