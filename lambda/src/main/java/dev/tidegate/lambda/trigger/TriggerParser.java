package dev.tidegate.lambda.trigger;

import dev.tidegate.lambda.json.Json;
import dev.tidegate.lambda.release.ReleaseId;

/** Tells from the JSON that a function is invoked with what woke it. Fields we do not know are ignored. */
public final class TriggerParser {
    private TriggerParser() {}

    /**
     * What woke the function.
     *
     * @param home where it runs
     * @throws UnknownTrigger when the input is none that we know, an incomplete one, or comes from elsewhere
     */
    public static Trigger parse(Json input, Home home) {
        if (input.at("command").isPresent()) {
            return Commands.parse(input);
        }
        if (input.at("LifecycleEventHookExecutionId").isPresent()) {
            return codeDeployHook(input);
        }
        if (input.at("lifecycleStage").isPresent()) {
            return NativeHooks.parse(input, home);
        }
        if (input.at("detail-type").isPresent()) {
            return Events.parse(input, home);
        }
        throw new UnknownTrigger("expected an ECS or CodeDeploy lifecycle hook, an EventBridge event or an object with "
                + "\"command\"; given an object with " + String.join(", ", input.members().keySet()));
    }

    /** CodeDeploy sends these two fields and nothing else (CodeDeploy guide, "AppSpec hooks section"). */
    private static Trigger codeDeployHook(Json input) {
        String what = "CodeDeploy lifecycle hook";
        String deploymentId = required(input, what, "DeploymentId");
        try {
            new ReleaseId(deploymentId);
        } catch (IllegalArgumentException e) {
            throw new UnknownTrigger(what + ": DeploymentId: " + e.getMessage());
        }
        return new Trigger.CodeDeployHook(deploymentId, required(input, what, "LifecycleEventHookExecutionId"));
    }

    static String required(Json input, String what, String... path) {
        return input.text(path).filter(text -> !text.isBlank())
                .orElseThrow(() -> new UnknownTrigger(what + ": expected a text at \"" + String.join(".", path)
                        + "\""));
    }
}
