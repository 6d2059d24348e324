package dev.tidegate.tests.codedeploy;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import software.amazon.awssdk.services.codedeploy.model.Diagnostics;
import software.amazon.awssdk.services.codedeploy.model.LifecycleErrorCode;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEvent;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;

/** What one deployment's target shows of its lifecycle events. */
final class LifecycleEvents {
    private final Map<LifecycleEventName, LifecycleEvent> events = new EnumMap<>(LifecycleEventName.class);

    LifecycleEvents() {
        for (var name : LifecycleEventName.values()) {
            events.put(name,
                    LifecycleEvent.builder()
                            .lifecycleEventName(name.awsName())
                            .status(LifecycleEventStatus.PENDING)
                            .build());
        }
    }

    void started(LifecycleEventName name, Instant now) {
        change(name, events.get(name).toBuilder().status(LifecycleEventStatus.IN_PROGRESS).startTime(now));
    }

    void ended(LifecycleEventName name, LifecycleEventStatus status, Instant now) {
        change(name, events.get(name).toBuilder().status(status).endTime(now));
    }

    /** Ends what is in progress as failed, and skips what is still to come. */
    void breakOff(String why, Instant now) {
        for (var name : LifecycleEventName.values()) {
            var event = events.get(name);
            if (event.status() == LifecycleEventStatus.IN_PROGRESS) {
                change(name,
                        event.toBuilder()
                                .status(LifecycleEventStatus.FAILED)
                                .endTime(now)
                                .diagnostics(Diagnostics.builder()
                                        .errorCode(LifecycleErrorCode.SCRIPT_FAILED)
                                        .message(why)
                                        .build()));
            } else if (event.status() == LifecycleEventStatus.PENDING) {
                change(name, event.toBuilder().status(LifecycleEventStatus.SKIPPED));
            }
        }
    }

    private void change(LifecycleEventName name, LifecycleEvent.Builder changed) {
        events.put(name, changed.build());
    }

    List<LifecycleEvent> view() {
        return List.copyOf(events.values());
    }
}
