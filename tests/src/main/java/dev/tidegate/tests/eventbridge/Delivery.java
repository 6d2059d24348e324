package dev.tidegate.tests.eventbridge;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.tests.time.Time;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** Brings events to their targets: later, at least once unless disturbed, with a bounded number of retries. */
final class Delivery {
    private final Time time;
    private final Destinations destinations;
    private final BusSettings settings;
    private final List<Undelivered> undelivered = new CopyOnWriteArrayList<>();
    private volatile Disturbance disturbance = Disturbance.none();

    Delivery(Time time, Destinations destinations, BusSettings settings) {
        this.time = time;
        this.destinations = destinations;
        this.settings = settings;
    }

    void disturb(Disturbance newDisturbance) {
        disturbance = newDisturbance;
    }

    List<Undelivered> undelivered() {
        return List.copyOf(undelivered);
    }

    void deliver(ObjectNode event, Target target) {
        String payload = target.input() == null ? event.toString() : target.input();
        for (Duration extra : disturbance.copies(event, target.arn())) {
            time.after(settings.latency().plus(extra), () -> attempt(target.arn(), payload, 0));
        }
    }

    private void attempt(String target, String payload, int retried) {
        CompletableFuture<?> answer;
        try {
            answer = destinations.send(target, payload.getBytes(StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        answer.whenComplete((result, failure) -> {
            if (failure != null) {
                time.post(() -> retry(target, payload, retried, failure));
            }
        });
    }

    private void retry(String target, String payload, int retried, Throwable failure) {
        if (retried < settings.retries().size()) {
            time.after(settings.retries().get(retried), () -> attempt(target, payload, retried + 1));
        } else {
            undelivered.add(new Undelivered(target, payload, failure));
        }
    }
}
