package dev.tidegate.lambda.aws;

import dev.tidegate.lambda.json.JsonText;
import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.Target;
import dev.tidegate.lambda.release.Transition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/** Publishes the steps of releases on EventBridge. The README documents the events; additions keep the version. */
final class Events {
    static final String SOURCE = "tidegate";
    static final String DETAIL_TYPE = "Tidegate Release State Change";
    private static final String SCHEMA_VERSION = "1";
    /** PutEvents takes no more. */
    private static final int MOST_ENTRIES = 10;

    private final Supplier<EventBridgeClient> clients;
    private final Optional<String> bus;
    private final String function;

    /**
     * @param bus empty to publish nothing
     * @param function the name of this function, by which its events differ from those of others
     */
    Events(Supplier<EventBridgeClient> clients, Optional<String> bus, String function) {
        this.clients = clients;
        this.bus = bus;
        this.function = function;
    }

    void publish(Release release, List<Transition> steps) {
        bus.ifPresent(name -> Calls.ask("EventBridge PutEvents", () -> {
            try (EventBridgeClient client = clients.get()) {
                for (int from = 0; from < steps.size(); from += MOST_ENTRIES) {
                    List<Transition> batch = steps.subList(from, Math.min(from + MOST_ENTRIES, steps.size()));
                    check(client.putEvents(put -> put.entries(batch.stream().map(step -> entry(name, release, step))
                            .toList())));
                }
                return steps;
            }
        }));
    }

    /** The call succeeds although entries of it may have failed. */
    private static void check(PutEventsResponse response) {
        if (response.failedEntryCount() != null && response.failedEntryCount() > 0) {
            throw new Cloud.Unavailable("EventBridge PutEvents: " + response.entries().stream()
                    .filter(entry -> entry.errorCode() != null).findFirst().map(entry -> entry.errorCode() + ": "
                            + entry.errorMessage()).orElse("an entry failed"), null);
        }
    }

    private PutEventsRequestEntry entry(String bus, Release release, Transition step) {
        return PutEventsRequestEntry.builder().eventBusName(bus).source(SOURCE).detailType(DETAIL_TYPE)
                .time(step.at()).detail(JsonText.of(detail(release, step))).build();
    }

    private Map<String, Object> detail(Release release, Transition step) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("schemaVersion", SCHEMA_VERSION);
        detail.put("function", function);
        detail.put("release", release.id());
        detail.put("number", step.number());
        detail.put("state", step.state());
        detail.put("why", step.why());
        detail.put("at", step.at());
        detail.put("version", release.version());
        release.target().map(Target::database).ifPresent(database -> detail.put("database", database));
        release.target().map(Target::service).ifPresent(service -> detail.put("service", service));
        return detail;
    }
}
