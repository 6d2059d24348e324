package dev.tidegate.tests.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.tests.load.LoadReport;
import dev.tidegate.tests.shop.JobCount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTest {
    private final Summary held = Rehearsals.withTidegate();
    private final Summary broken = Rehearsals.naive();

    @Test
    void saysWhyNobodyNoticed() {
        assertThat(held.text()).isEqualTo("""
                ----------------------------------------------------------------------------------------------------
                ECS blue/green, migrated by Tidegate in two phases, 94.2 s
                ----------------------------------------------------------------------------------------------------
                Release 42 renames customer.name to customer.full_name while the shop is in use.

                REQUESTS                      served      failed
                  version 41                   3,214           0
                  version 42                   6,206           0

                BACKGROUND JOBS                 done      failed
                  version 41                     812           0
                  version 42                     640           0

                MIGRATIONS                   started        took
                  V2, pre-traffic             12.4 s       31 ms
                  V3, post-traffic            80.1 s       18 ms

                OLD CODE
                  the last old task was gone at 62.1 s; post-traffic migrations started at 80.1 s
                  the evidence they were started on:
                  - service shop: no task outside task set ecs-svc/2
                  - service worker: 2 tasks, all run 42

                THE FUNCTION
                  2,345 ms billed for 12 invocations and the start of one process
                  1,029 calls of AWS: dynamodb.GetItem 1,020, ecs.DescribeTasks 9

                PROMISES
                  kept    no request failed: 0 of 9,420
                  kept    no write was lost: 1,093 customers are in the database as last written
                  kept    no background job failed, also not in old tasks without traffic: 0 of 1,452
                  kept    pre-traffic migrations came before the first new task: committed 12.4 s, task 14.0 s
                  kept    post-traffic migrations came after the last old task: task gone 62.1 s, started 80.1 s
                  kept    every hook got exactly one final answer: BeforeInstall: Succeeded

                Nobody noticed: 9,420 requests and 1,452 background jobs, and every promise was kept.
                """);
    }

    @Test
    void saysWhatHappensWithoutTidegate() {
        assertThat(broken.text()).isEqualTo("""
                ----------------------------------------------------------------------------------------------------
                ECS blue/green, all migrations run by the first new task (Tidegate was not there), 70.0 s
                ----------------------------------------------------------------------------------------------------
                Release 42 renames customer.name to customer.full_name while the shop is in use.

                REQUESTS                      served      failed
                  version 41                   2,819       1,181
                  version 42                   2,000           0
                  no task reached                  0           3
                  - 500: ERROR: column "name" does not exist (version 41, 1,180 times, 14.9 s to 61.0 s)
                  - no healthy target (no task reached, 3 times, 15.0 s to 15.1 s)
                  - lost writes: 1; the first: customer 512 was written as "Ada 77" by version 41, found "Ada 12" in
                    full_name

                BACKGROUND JOBS                 done      failed
                  version 41                     120         462
                  - ERROR: column "name" does not exist

                MIGRATIONS                   started        took
                  V2, pre-traffic             14.8 s       20 ms
                  V3, post-traffic            14.8 s       12 ms

                OLD CODE
                  the last old task was gone at 61.2 s; post-traffic migrations started at 14.8 s

                WHAT TIDEGATE WOULD HAVE PROMISED
                  BROKEN  no request failed: 1,184 of 6,003
                  BROKEN  no write was lost: 1 lost, the first: customer 512 was written as "Ada 77" by version 41,
                          found "Ada 12" in full_name
                  BROKEN  no background job failed, also not in old tasks without traffic: 462 of 582
                  BROKEN  pre-traffic migrations came before the first new task: committed 14.8 s, task 14.0 s
                  BROKEN  post-traffic migrations came after the last old task: task gone 61.2 s, started 14.8 s

                Without Tidegate 1,184 of 6,003 requests failed for 46.1 s, and 462 of 582 background jobs.
                """);
    }

    @Test
    void fitsAHundredColumns() {
        assertThat(held.text().lines().toList()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(broken.text().lines().toList()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void isWrittenAsJson(@TempDir Path directory) throws IOException {
        JsonNode json = written(held, directory);

        assertThat(json.fieldNames()).toIterable().containsExactly("strategy", "mode", "startedAt", "durationSeconds",
                "requests", "failedRequests", "failures", "lostWrites", "backgroundJobs", "migrations",
                "oldTasksGoneAt", "postStartedAt", "drain", "function", "promises", "promisesHeld");
        assertThat(json.path("strategy").asText()).isEqualTo("ecs");
        assertThat(json.path("mode").asText()).isEqualTo("tidegate");
        assertThat(json.path("durationSeconds").asDouble()).isEqualTo(94.2);
        assertThat(json.path("requests")).hasToString("{\"41\":3214,\"42\":6206}");
        assertThat(json.path("failedRequests")).hasToString("{\"41\":0,\"42\":0}");
        assertThat(json.path("migrations").path(1)).hasToString("{\"version\":\"3\",\"phase\":\"post-traffic\","
                + "\"startedAt\":\"2026-01-01T12:01:20.100Z\",\"finishedAt\":\"2026-01-01T12:01:20.118Z\"}");
        assertThat(json.path("oldTasksGoneAt").asText()).isEqualTo("2026-01-01T12:01:02.100Z");
        assertThat(json.path("postStartedAt").asText()).isEqualTo("2026-01-01T12:01:20.100Z");
        assertThat(json.path("function")).hasToString("{\"invocations\":12,\"billedMillis\":2345,\"calls\":"
                + "{\"dynamodb.GetItem\":1020,\"ecs.DescribeTasks\":9}}");
        assertThat(json.path("promisesHeld").asBoolean()).isTrue();
        assertThat(json.path("promises")).hasSize(6);
    }

    @Test
    void writesFailuresAndLostWritesAsJson(@TempDir Path directory) throws IOException {
        JsonNode json = written(broken, directory);

        assertThat(json.path("mode").asText()).isEqualTo("naive");
        assertThat(json.path("failedRequests")).hasToString("{\"41\":1181,\"42\":0,\"unknown\":3}");
        assertThat(json.path("failures").path(0).path("count").asLong()).isEqualTo(1180);
        assertThat(json.path("lostWrites").asInt()).isEqualTo(1);
        assertThat(json.path("backgroundJobs").path("41").path("lastError").asText())
                .isEqualTo("ERROR: column \"name\" does not exist");
        assertThat(json.path("promisesHeld").asBoolean()).isFalse();
    }

    @Test
    void hasNoInstantForWhatNeverCame(@TempDir Path directory) throws IOException {
        JsonNode json = written(with(held.load().orElseThrow(), List.of(), Optional.empty()), directory);

        assertThat(json.path("oldTasksGoneAt").isNull()).isTrue();
        assertThat(json.path("postStartedAt").isNull()).isTrue();
    }

    @Test
    void breaksThePromiseWhenAContractionStartsWhileOldTasksRun() {
        Summary early = with(held.load().orElseThrow(), held.migrations(), Optional.of(Rehearsals.at(80_101)));
        Summary never = with(held.load().orElseThrow(), held.migrations(), Optional.empty());

        assertThat(brokenOf(early)).containsExactly("post-traffic migrations came after the last old task");
        assertThat(brokenOf(never)).containsExactly("post-traffic migrations came after the last old task");
    }

    @Test
    void breaksThePromiseWhenARequestFailed() {
        LoadReport load = new LoadReport(Map.of("41", 10L), Map.of("41", 1L), List.of(), 3, List.of());
        Summary summary = with(load, held.migrations(), held.drain().oldTasksGoneAt());

        assertThat(brokenOf(summary)).containsExactly("no request failed");
        assertThat(summary.text()).endsWith("\nOne promise was broken: no request failed.\n");
    }

    @Test
    void doesNotTakeSilenceForSuccess() {
        LoadReport nothing = new LoadReport(Map.of(), Map.of(), List.of(), 0, List.of());

        assertThat(brokenOf(with(nothing, held.migrations(), held.drain().oldTasksGoneAt())))
                .containsExactly("no request failed", "no write was lost");
    }

    @Test
    void somebodyElsesReleaseNeedsNoPreTrafficMigration() {
        MigrationRun post = held.migrations().getLast();
        Summary foreign = new Summary(held.strategy(), Mode.TIDEGATE, held.startedAt(), held.finishedAt(),
                Optional.empty(), Map.of(), List.of(post), held.drain(), Optional.empty(), List.of());

        assertThat(foreign.promisesHeld()).isTrue();
        assertThat(foreign.text()).contains("pre-traffic migrations came before the first new task: none was committed")
                .contains("Every promise was kept.").doesNotContain("REQUESTS");
    }

    @Test
    void theShopsReleaseNeedsOne() {
        MigrationRun post = held.migrations().getLast();

        assertThat(brokenOf(with(held.load().orElseThrow(), List.of(post), held.drain().oldTasksGoneAt())))
                .contains("pre-traffic migrations came before the first new task");
    }

    private Summary with(LoadReport load, List<MigrationRun> migrations, Optional<Instant> gone) {
        Map<String, JobCount> jobs = held.backgroundJobs();
        return new Summary(held.strategy(), Mode.TIDEGATE, held.startedAt(), held.finishedAt(), Optional.of(load), jobs,
                migrations,
                new Drain(held.drain().firstNewTaskAt(), gone, List.of()), held.function(), List.of());
    }

    private static List<String> brokenOf(Summary summary) {
        return summary.promises().stream().filter(promise -> !promise.held()).map(Promise::promise).toList();
    }

    private static JsonNode written(Summary summary, Path directory) throws IOException {
        Path file = directory.resolve("summary.json");
        summary.writeTo(file);
        return new ObjectMapper().readTree(Files.readString(file));
    }
}
