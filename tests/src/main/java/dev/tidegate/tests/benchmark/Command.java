package dev.tidegate.tests.benchmark;

import java.util.List;
import java.util.Map;

/**
 * A process to start.
 *
 * @param environment in addition to this process's own
 */
public record Command(List<String> words, Map<String, String> environment) {
    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }
}
