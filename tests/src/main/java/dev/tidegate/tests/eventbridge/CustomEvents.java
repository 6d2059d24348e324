package dev.tidegate.tests.eventbridge;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** Events that programs put on the bus. A bad one is refused by itself and does not fail the others. */
final class CustomEvents {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int AT_ONCE = 10;

    private CustomEvents() {}

    /** An event that EventBridge accepts; {@code time} may be null. */
    record Accepted(String source, String detailType, Instant time, List<String> resources, ObjectNode detail) {}

    /** @param put gives the event's id */
    static PutEventsResponse put(PutEventsRequest request, Function<Accepted, String> put) {
        if (request.entries().isEmpty() || request.entries().size() > AT_ONCE) {
            throw Refusal.validation("expected 1 to " + AT_ONCE + " entries, got " + request.entries().size());
        }
        List<PutEventsResultEntry> results = request.entries().stream().map(entry -> put(entry, put)).toList();
        long failed = results.stream().filter(result -> result.errorCode() != null).count();
        return PutEventsResponse.builder().entries(results).failedEntryCount((int) failed).build();
    }

    private static PutEventsResultEntry put(PutEventsRequestEntry entry, Function<Accepted, String> put) {
        if (entry.eventBusName() != null && !entry.eventBusName().equals("default")) {
            throw new UnsupportedOperationException("event bus \"" + entry.eventBusName() + "\"");
        }
        if (entry.source() == null || entry.detailType() == null || entry.detail() == null) {
            return refused("InvalidArgument", "Source, DetailType and Detail are required arguments.");
        }
        if (entry.source().startsWith("aws.")) {
            return refused("NotAuthorizedForSourceException", "Not authorized for the source.");
        }
        return object(entry.detail()) instanceof ObjectNode detail
                ? PutEventsResultEntry.builder().eventId(put.apply(new Accepted(entry.source(), entry.detailType(),
                        entry.time(), entry.resources(), detail))).build()
                : refused("MalformedDetail", "Detail is malformed.");
    }

    private static JsonNode object(String detail) {
        try {
            return MAPPER.readTree(detail);
        } catch (JsonProcessingException e) {
            return MAPPER.nullNode();
        }
    }

    private static PutEventsResultEntry refused(String code, String message) {
        return PutEventsResultEntry.builder().errorCode(code).errorMessage(message).build();
    }
}
