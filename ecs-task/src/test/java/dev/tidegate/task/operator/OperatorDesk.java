package dev.tidegate.task.operator;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Where an operator types and sees; the function answers as it is told to. */
abstract class OperatorDesk {
    static final Map<String, Object> DRAINING = Map.of("release", "d-1", "version", "shop:42", "state",
            "Draining", "why", "waiting for worker", "openedAt", "2026-03-01T12:00:00.123Z", "gates", List.of(
                    Map.of("gate", "deployed", "open", "true"), Map.of("gate", "drained", "open", "false", "why",
                            "waiting for worker: 2 tasks run 41")));
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();
    final Deque<Map<String, Object>> answers = new ArrayDeque<>();
    final List<Map<String, Object>> asked = new ArrayList<>();
    final List<String> functions = new ArrayList<>();
    final List<Duration> pauses = new ArrayList<>();
    Screen screen = Screen.NONE;

    int run(String... arguments) {
        return run(Map.of("TIDEGATE_FUNCTION", "gate"), arguments);
    }

    int run(Map<String, String> environment, String... arguments) {
        return new Operator(new Operator.Surroundings(environment, "ann", screen, pauses::add, InstantSource.fixed(
                NOW)), function -> {
                    functions.add(function);
                    return this::answer;
                }, new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true,
                        StandardCharsets.UTF_8)).run(
                                List.of(arguments));
    }

    Answer answer(Map<String, Object> payload) {
        asked.add(payload);
        return new Answer("{as given}", answers.size() > 1 ? answers.removeFirst() : answers.getFirst());
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    static Map<String, Object> in(String state) {
        return Map.of("release", "d-1", "version", "shop:42", "state", state, "why", "because of " + state);
    }
}
