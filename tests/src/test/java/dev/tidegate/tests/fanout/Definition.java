package dev.tidegate.tests.fanout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/** What of the state machine's definition decides how it fares against AWS's rates. */
record Definition(Duration interval, int mostAttempts, double backoff, Duration longest) {
    private static final Path FILE = Path.of("../cdk/workflows/fan-out.asl.json");

    static Definition read() throws IOException {
        JsonNode map = new ObjectMapper().readTree(FILE.toFile()).path("States").path("Migrate each database");
        JsonNode task = map.path("ItemProcessor").path("States").path("Migrate");
        if (!task.path("Resource").asText().equals("arn:aws:states:::ecs:runTask.sync")) {
            throw new IllegalStateException("one migration task is expected for each database: " + task);
        }
        JsonNode retry = task.path("Retry").path(0);
        return new Definition(Duration.ofSeconds(retry.path("IntervalSeconds").asLong()), retry.path("MaxAttempts")
                .asInt(), retry.path("BackoffRate").asDouble(), Duration.ofSeconds(retry.path("MaxDelaySeconds")
                        .asLong()));
    }

    /** With full jitter: anything up to the delay that the retrier has come to. */
    Duration delay(int retry, Random random) {
        double seconds = Math.min(interval.toSeconds() * Math.pow(backoff, retry - 1.0), longest.toSeconds());
        return Duration.ofMillis((long) (seconds * 1000 * random.nextDouble()));
    }
}
