package dev.tidegate.tests.eventbridge;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.tests.function.Functions;
import dev.tidegate.tests.time.Time;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** Brings events to functions: later, at least once unless disturbed, with a bounded number of retries. */
final class Delivery {
    private final Time time;
    private final Functions functions;
    private final BusSettings settings;
    private final List<Undelivered> undelivered = new CopyOnWriteArrayList<>();
    private volatile Disturbance disturbance = Disturbance.none();

    Delivery(Time time, Functions functions, BusSettings settings) {
        this.time = time;
        this.functions = functions;
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

    private void attempt(String function, String payload, int retried) {
        CompletableFuture<byte[]> answer;
        try {
            answer = functions.invoke(function, payload.getBytes(StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        answer.whenComplete((result, failure) -> {
            if (failure != null) {
                time.post(() -> retry(function, payload, retried, failure));
            }
        });
    }

    private void retry(String function, String payload, int retried, Throwable failure) {
        if (retried < settings.retries().size()) {
            time.after(settings.retries().get(retried), () -> attempt(function, payload, retried + 1));
        } else {
            undelivered.add(new Undelivered(function, payload, failure));
        }
    }
}
