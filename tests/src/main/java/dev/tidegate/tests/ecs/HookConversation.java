package dev.tidegate.tests.ecs;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.tests.time.Time;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;

/** One hook in one stage: asked, and asked again while it answers IN_PROGRESS, until it says how it ended. */
final class HookConversation {
    private static final Duration CALL_BACK = Duration.ofSeconds(30);

    private final ControlPlane plane;
    private final DeploymentLifecycleHook hook;
    private final HookStage stage;
    private final Consumer<Optional<String>> ended;
    private final Time.Timer deadline;
    private Optional<JsonNode> details;
    private boolean over;
    private boolean saidInProgress;
    private int round;

    /** @param ended told once: nothing when the hook succeeded, else why the deployment has to roll back */
    HookConversation(ControlPlane plane, DeploymentLifecycleHook hook, HookStage stage,
            Consumer<Optional<String>> ended) {
        this.plane = plane;
        this.hook = hook;
        this.stage = stage;
        this.ended = ended;
        this.details = Optional.ofNullable(hook.hookDetails()).map(SdkJson::of);
        this.deadline = plane.world.time()
                .after(plane.world.pace().ecsStageLimit(), () -> end(Optional.of("hook timed out")));
    }

    void begin() {
        plane.note("hook " + stage.name() + " asked");
        ask();
    }

    /** Nobody waits for its answer any more. */
    void abandon() {
        over = true;
        deadline.cancel();
    }

    private void ask() {
        if (over) {
            return;
        }
        round++;
        for (int delivery = 0; delivery < (plane.behaviour().hooksTwice() ? 2 : 1); delivery++) {
            invoke(round);
        }
    }

    private void invoke(int asked) {
        // AWS does not say whether the id stays the same when a hook is asked again. A new one is the harder case.
        var payload = stage.payload(plane.ids.uuid());
        details.ifPresent(known -> payload.set("hookDetails", known));
        plane.world.functions()
                .invoke(hook.hookTargetArn(), payload.toString().getBytes(StandardCharsets.UTF_8))
                .whenComplete((returned, error) -> plane.world.time().post(() -> {
                    if (!over && asked == round) {
                        round++;
                        heard(error == null ? HookAnswer.parse(returned) : new HookAnswer.Invalid(error.toString()));
                    }
                }));
    }

    private void heard(HookAnswer answer) {
        switch (answer) {
            case HookAnswer.Succeeded() -> {
                plane.note("hook " + stage.name() + " answered SUCCEEDED");
                end(Optional.empty());
            }
            case HookAnswer.Failed() -> {
                plane.note("hook " + stage.name() + " answered FAILED");
                end(Optional.of("hook answered FAILED"));
            }
            case HookAnswer.Invalid(var why) -> {
                plane.note("hook " + stage.name() + " failed: " + why);
                end(Optional.of("hook failed: " + why));
            }
            case HookAnswer.InProgress(var delay, var news) -> {
                if (!saidInProgress) {
                    plane.note("hook " + stage.name() + " answered IN_PROGRESS");
                    saidInProgress = true;
                }
                news.ifPresent(this::merge);
                var wait = plane.world.pace().callBack().or(() -> delay).orElse(CALL_BACK);
                plane.world.time().after(wait, this::ask);
            }
        }
    }

    private void merge(JsonNode news) {
        if (details.orElse(null) instanceof ObjectNode known && news instanceof ObjectNode more) {
            details = Optional.of(known.deepCopy().setAll(more));
        } else {
            details = Optional.of(news);
        }
    }

    private void end(Optional<String> failure) {
        if (!over) {
            abandon();
            ended.accept(failure);
        }
    }
}
