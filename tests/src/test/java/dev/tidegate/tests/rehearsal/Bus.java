package dev.tidegate.tests.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What Tidegate puts on the bus, in the order of arrival. */
final class Bus {
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();

    private Bus() {}

    static Bus of(Rehearsal rehearsal) {
        Bus bus = new Bus();
        rehearsal.account.bus.tap(event -> {
            if (event.path("source").asText().equals("tidegate")) {
                bus.events.add(event);
            }
        });
        return bus;
    }

    List<JsonNode> events() {
        return events;
    }

    /** Without the repetitions that at-least-once allows. */
    List<JsonNode> details() {
        List<JsonNode> details = new ArrayList<>();
        events.stream().map(event -> event.path("detail"))
                .filter(detail -> details.stream().noneMatch(known -> known.path("number").equals(detail.path(
                        "number"))))
                .forEach(details::add);
        return details;
    }
}
