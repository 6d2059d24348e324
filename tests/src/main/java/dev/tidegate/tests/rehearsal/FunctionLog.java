package dev.tidegate.tests.rehearsal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.tests.Journal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Turns the function's log lines into the timeline's: every state, and what it waits for whenever that is news. */
final class FunctionLog implements Consumer<String> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Journal journal;
    private final Map<String, String> lastWait = new ConcurrentHashMap<>();

    FunctionLog(Journal journal) {
        this.journal = journal;
    }

    @Override
    public void accept(String line) {
        try {
            JsonNode entry = JSON.readTree(line);
            if (entry.isObject()) {
                tell(entry);
            }
        } catch (JsonProcessingException _) {
            journal.happened("function", line);
        }
    }

    private void tell(JsonNode entry) {
        String release = entry.path("release").asText();
        String message = entry.path("message").asText();
        switch (entry.path("event").asText()) {
            case "entered" -> journal.happened("tidegate", entry.path("state").asText() + ": " + message);
            case "waits" -> {
                if (!message.equals(lastWait.put(release, message))) {
                    journal.happened("tidegate", message);
                }
            }
            default -> journal.happened("tidegate", entry.path("event").asText() + ": " + message);
        }
    }
}
