package dev.tidegate.tests.eventbridge;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes events as EventBridge delivers them. Their ids are counted, so that two runs in virtual time are the same. */
final class Envelopes {
    private final String account;
    private final String region;
    private long events;

    Envelopes(String account, String region) {
        this.account = account;
        this.region = region;
    }

    /** @param time given in whole seconds, as EventBridge does */
    ObjectNode event(String source, String detailType, Instant time, List<String> resources, ObjectNode detail) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("version", "0").put("id", nextId()).put("detail-type", detailType).put("source", source)
                .put("account", account).put("time", time.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("region", region);
        ArrayNode arns = event.putArray("resources");
        resources.forEach(arns::add);
        event.set("detail", detail.deepCopy());
        return event;
    }

    ObjectNode scheduled(String ruleArn, Instant time) {
        return event("aws.events", "Scheduled Event", time, List.of(ruleArn), JsonNodeFactory.instance.objectNode());
    }

    private String nextId() {
        return UUID.nameUUIDFromBytes(("event " + events++).getBytes(StandardCharsets.UTF_8)).toString();
    }
}
