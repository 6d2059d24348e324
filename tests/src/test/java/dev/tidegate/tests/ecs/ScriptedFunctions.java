package dev.tidegate.tests.ecs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.tests.function.Functions;

/** Functions that answer as the test says, and keep what they were asked. */
public final class ScriptedFunctions implements Functions {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<String, Function<JsonNode, String>> scripts = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();

    /** @param script gives JSON, null for a function that never returns, or throws */
    public void when(String function, Function<JsonNode, String> script) {
        scripts.put(function, script);
    }

    public List<Call> calls() {
        return calls;
    }

    public List<JsonNode> calls(String function) {
        return calls.stream().filter(call -> call.function.equals(function)).map(Call::payload).toList();
    }

    @Override
    public CompletableFuture<byte[]> invoke(String function, byte[] payload) {
        try {
            var json = MAPPER.readTree(payload);
            calls.add(new Call(function, json));
            var answer = scripts.get(function).apply(json);
            return answer == null ? new CompletableFuture<>()
                    : CompletableFuture.completedFuture(answer.getBytes(StandardCharsets.UTF_8));
        } catch (FunctionError e) {
            return CompletableFuture.failedFuture(e);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One invocation. */
    public record Call(String function, JsonNode payload) {}
}
