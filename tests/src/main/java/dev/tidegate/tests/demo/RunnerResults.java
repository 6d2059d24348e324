package dev.tidegate.tests.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.tests.rehearsal.Rehearsal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.Task;

/** What the migration tasks of a rehearsal say they applied, from the line that each of them ends with. */
final class RunnerResults {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RunnerResults() {}

    static List<MigrationRun> applied(Rehearsal rehearsal) throws JsonProcessingException {
        List<MigrationRun> applied = new ArrayList<>();
        for (Task task : rehearsal.migrationTasks()) {
            List<String> lines = rehearsal.log(task.taskArn());
            if (!lines.isEmpty() && lines.getLast().startsWith("{")) {
                JSON.readTree(lines.getLast()).path("applied").forEach(run -> applied.add(run(run)));
            }
        }
        return applied;
    }

    private static MigrationRun run(JsonNode run) {
        return new MigrationRun(run.path("version").asText(), run.path("phase").asText(),
                Instant.parse(run.path("startedAt").asText()), Instant.parse(run.path("finishedAt").asText()));
    }
}
