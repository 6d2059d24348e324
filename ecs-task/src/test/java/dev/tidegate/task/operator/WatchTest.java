package dev.tidegate.task.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tidegate.task.outcome.Failure;
import dev.tidegate.task.outcome.Outcome;
import dev.tidegate.task.outcome.TaskException;

/** What an operator sees who asks again and again. */
class WatchTest extends OperatorDesk {
    @ParameterizedTest
    @CsvSource({"Completed, 0", "Bypassed, 0", "PreFailed, 3", "Refused, 3", "Disarmed, 3", "PostFailed, 3"})
    void watchingEndsWithTheReleaseAndTellsHow(String end, int exit) {
        answers.addAll(List.of(in("Armed"), in("Armed"), in("Draining"), in(end)));

        assertThat(run("explain", "d-1", "--watch=2s")).isEqualTo(exit);

        assertThat(out()).as("what has not changed is not written again").isEqualTo("""
                d-1  version shop:42  Armed
                  because of Armed
                d-1  version shop:42  Draining
                  because of Draining
                d-1  version shop:42  %s
                  because of %s
                """.formatted(end, end));
        assertThat(pauses).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(2));
    }

    @Test
    void onATerminalTheNewestViewTakesThePlaceOfTheOneBefore() {
        screen = new Screen(true, 0, false);
        answers.addAll(List.of(in("Armed"), in("Armed"), in("Completed")));

        assertThat(run("explain", "d-1", "--watch")).isZero();

        String waiting = """
                d-1  version shop:42  Armed
                  because of Armed

                looked at 2026-03-01T12:00:00Z, again every 5s; Ctrl-C ends this
                """;
        assertThat(out().split("\u001B\\[H\u001B\\[2J")).containsExactly("", waiting, waiting, """
                d-1  version shop:42  Completed
                  because of Completed

                looked at 2026-03-01T12:00:00Z
                """);
        assertThat(pauses).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(5));
    }

    @Test
    void watchingOutlivesACallThatDoesNotArrive() {
        Deque<Map<String, Object>> told = new ArrayDeque<>(List.of(in("Armed"), Map.of(), Map.of(), in("Completed")));
        int exit = new Operator(new Operator.Surroundings(Map.of(), "ann", Screen.NONE, pauses::add, InstantSource
                .fixed(NOW)), _ -> _ -> {
                    Map<String, Object> next = told.removeFirst();
                    if (next.isEmpty()) {
                        throw new TaskException(Failure.of(Outcome.UNREACHABLE, "away"));
                    }
                    return new Answer("", next);
                }, new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true,
                        StandardCharsets.UTF_8)).run(List.of("explain", "d-1", "--watch", "--function=gate"));

        assertThat(exit).isZero();
        assertThat(err()).isEqualTo("away; trying again\n");
        assertThat(out()).contains("because of Armed", "because of Completed");
        assertThat(pauses).hasSize(3);
    }
}
