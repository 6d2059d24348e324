package dev.tidegate.tests.demo;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.tests.load.LoadReport;

/** The summary for programs. Instants are ISO-8601; one that never came is {@code null}. */
final class SummaryJson {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Summary summary;

    SummaryJson(Summary summary) {
        this.summary = summary;
    }

    String text() {
        return json().toPrettyString() + "\n";
    }

    private ObjectNode json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("strategy", summary.strategy().word());
        json.put("mode", summary.mode().json());
        json.put("startedAt", summary.startedAt().toString());
        json.put("durationSeconds", summary.duration().toMillis() / 1000.0);
        json.set("requests", counts(LoadReport::requests));
        json.set("failedRequests", counts(LoadReport::failed));
        json.set("failures", failures());
        summary.load().ifPresent(load -> json.put("lostWrites", load.lostWrites().size()));
        json.set("backgroundJobs", backgroundJobs());
        json.set("migrations", migrations());
        json.put("oldTasksGoneAt", text(summary.drain().oldTasksGoneAt()));
        json.put("postStartedAt", text(summary.postStartedAt()));
        json.putObject("drain").set("evidence", JSON.valueToTree(summary.drain().evidence()));
        summary.function().ifPresent(cost -> json.putObject("function").put("invocations", cost.billing().invocations())
                .put("billedMillis", cost.billing().billed().toMillis()).set("calls", JSON.valueToTree(cost.calls())));
        json.set("promises", JSON.valueToTree(summary.promises()));
        json.put("promisesHeld", summary.promisesHeld());
        return json;
    }

    private ObjectNode counts(Function<LoadReport, Map<String, Long>> byVersion) {
        return JSON.valueToTree(new TreeMap<>(summary.load().map(byVersion).orElse(Map.of())));
    }

    private ArrayNode failures() {
        ArrayNode failures = JSON.createArrayNode();
        summary.load().map(LoadReport::failures).orElse(List.of()).forEach(failure -> failures.addObject().put(
                "version", failure.version())
                .put("message", failure.message()).put("count", failure.count())
                .put("firstAt", failure.firstAt().toString()).put("lastAt", failure.lastAt().toString()));
        return failures;
    }

    private ObjectNode backgroundJobs() {
        ObjectNode jobs = JSON.createObjectNode();
        new TreeMap<>(summary.backgroundJobs()).forEach((version, count) -> jobs.putObject(version)
                .put("done", count.done()).put("failed", count.failed())
                .put("lastError", count.lastError().orElse(null)));
        return jobs;
    }

    private ArrayNode migrations() {
        ArrayNode migrations = JSON.createArrayNode();
        summary.migrations().forEach(run -> migrations.addObject().put("version", run.version())
                .put("phase", run.phase()).put("startedAt", run.startedAt().toString())
                .put("finishedAt", run.finishedAt().toString()));
        return migrations;
    }

    private static String text(Optional<Instant> instant) {
        return instant.map(Instant::toString).orElse(null);
    }
}
