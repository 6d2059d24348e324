package dev.tidegate.tests.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;

class TimelineTest {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private final Timeline timeline = new Timeline(new PrintStream(output, true, StandardCharsets.UTF_8), () -> now);

    @Test
    void alignsTimeActorAndText() {
        at(400, "load", "100 requests per second begin");
        at(12_000, "tidegate", "pre-traffic migrations started");
        at(123_456, "codedeploy", "deployment d-1 succeeded");

        assertThat(printed()).isEqualTo("""
                    0.4 s  load         100 requests per second begin
                   12.4 s  tidegate     pre-traffic migrations started
                  135.9 s  codedeploy   deployment d-1 succeeded
                """);
    }

    @Test
    void countsWhatRepeatsInsteadOfPrintingIt() {
        at(1000, "tidegate", "waiting for worker: 2 tasks run 41");
        at(5000, "tidegate", "waiting for worker: 2 tasks run 41");
        at(5000, "tidegate", "waiting for worker: 2 tasks run 41");
        at(1000, "tidegate", "drained");

        assertThat(printed()).isEqualTo("""
                    1.0 s  tidegate     waiting for worker: 2 tasks run 41
                                        (3 times, last at 11.0 s)
                   12.0 s  tidegate     drained
                """);
        assertThat(timeline.entries()).extracting(Timeline.Entry::times).containsExactly(3, 1);
    }

    @Test
    void tellsTheRepetitionsOfTheLastLineWhenClosed() {
        at(0, "ecs", "task is stopping");
        at(2000, "ecs", "task is stopping");
        timeline.close();

        assertThat(printed()).endsWith("(2 times, last at 2.0 s)\n");
    }

    @Test
    void printsTheSameWordsOfAnotherActor() {
        at(0, "ecs", "succeeded");
        at(0, "codedeploy", "succeeded");

        assertThat(printed().lines()).hasSize(2);
    }

    @Test
    void wrapsALongTextUnderItself() {
        at(0, "tidegate",
                "waiting for worker: 2 tasks run 41, one stopping since 14:05; waiting for reports: 1 task runs 41");

        assertThat(printed()).isEqualTo("""
                    0.0 s  tidegate     waiting for worker: 2 tasks run 41, one stopping since 14:05; waiting for
                                        reports: 1 task runs 41
                """);
    }

    @Test
    void takesEveryLineOfManyThreads() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                String what = "line " + i;
                threads.execute(() -> timeline.happened("load", what));
            }
        }
        assertThat(printed().lines()).hasSize(200);
        assertThat(timeline.entries()).hasSize(200);
    }

    private void at(long millisLater, String actor, String what) {
        now = now.plusMillis(millisLater);
        timeline.happened(actor, what);
    }

    private String printed() {
        return output.toString(StandardCharsets.UTF_8);
    }
}
