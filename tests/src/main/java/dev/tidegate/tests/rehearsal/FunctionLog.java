package dev.tidegate.tests.rehearsal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.tests.Journal;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Turns the function's log lines into the timeline's: every state, and what it waits for whenever that is news. */
final class FunctionLog implements Consumer<String> {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the control plane tells by itself a line earlier or later. */
    private static final Set<String> SHOWN_ANYWAY = Set.of("PreRunning", "PostRunning", "Completed");

    private final Journal journal;
    private final Map<String, String> last = new ConcurrentHashMap<>();

    FunctionLog(Journal journal) {
        this.journal = journal;
    }

    @Override
    public void accept(String line) {
        try {
            JsonNode entry = JSON.readTree(line);
            // Metrics have none.
            if (entry.has("message")) {
                tell(entry);
            }
        } catch (JsonProcessingException _) {
            journal.happened("function", line);
        }
    }

    private void tell(JsonNode entry) {
        String state = entry.path("state").asText();
        String message = entry.path("message").asText();
        String event = entry.path("event").asText();
        if (event.equals("entered")) {
            news(entry, state + ": " + message, message);
        } else if (!event.equals("waits")) {
            news(entry, event + ": " + message, message);
        } else if (!SHOWN_ANYWAY.contains(state)) {
            news(entry, message, message);
        }
    }

    /** The same reason again is no news. */
    private void news(JsonNode entry, String line, String message) {
        if (!message.equals(last.put(entry.path("release").asText(), message))) {
            journal.happened("tidegate", line);
        }
    }
}
