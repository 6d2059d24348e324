package dev.tidegate.tests.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.tests.function.Functions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes the final answers that ECS's lifecycle hooks are given. */
final class WatchedFunctions implements Functions {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Functions functions;
    private final List<HookVerdict> verdicts = new CopyOnWriteArrayList<>();

    WatchedFunctions(Functions functions) {
        this.functions = functions;
    }

    @Override
    public CompletableFuture<byte[]> invoke(String function, byte[] payload) {
        return functions.invoke(function, payload).whenComplete((answer, _) -> {
            if (answer != null) {
                note(read(payload).path("lifecycleStage").asText(), read(answer).path("hookStatus").asText());
            }
        });
    }

    private void note(String stage, String status) {
        if (status.equals("SUCCEEDED") || status.equals("FAILED")) {
            verdicts.add(new HookVerdict(Instant.now(), stage, status.equals("SUCCEEDED")));
        }
    }

    List<HookVerdict> verdicts() {
        return List.copyOf(verdicts);
    }

    private static JsonNode read(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
