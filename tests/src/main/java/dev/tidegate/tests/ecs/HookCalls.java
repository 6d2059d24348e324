package dev.tidegate.tests.ecs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;

/** The hooks of one deployment. Those of one stage are asked in parallel, and one failure is enough to roll back. */
final class HookCalls {
    private final ControlPlane plane;
    private final List<DeploymentLifecycleHook> hooks;
    private final List<HookConversation> open = new ArrayList<>();
    private int unanswered;

    HookCalls(ControlPlane plane, List<DeploymentLifecycleHook> hooks) {
        this.plane = plane;
        this.hooks = hooks;
    }

    boolean any(String stage) {
        return hooks.stream().anyMatch(hook -> hook.lifecycleStagesAsStrings().contains(stage));
    }

    /**
     * Asks all hooks of a stage.
     *
     * @param done runs when all have succeeded, at once when there is none
     * @param failed told why a hook failed; it is to abandon the others
     */
    void ask(HookStage stage, Runnable done, Consumer<String> failed) {
        abandon();
        hooks.stream()
                .filter(hook -> hook.lifecycleStagesAsStrings().contains(stage.name()))
                .map(hook -> new HookConversation(plane, hook, stage,
                        failure -> failure.ifPresentOrElse(why -> failed.accept(stage.name() + ": " + why),
                                () -> answered(done))))
                .forEach(open::add);
        unanswered = open.size();
        if (open.isEmpty()) {
            done.run();
        } else {
            List.copyOf(open).forEach(HookConversation::begin);
        }
    }

    /** Answers that are still to come are void. */
    void abandon() {
        open.forEach(HookConversation::abandon);
        open.clear();
    }

    private void answered(Runnable done) {
        unanswered--;
        if (unanswered == 0) {
            done.run();
        }
    }
}
