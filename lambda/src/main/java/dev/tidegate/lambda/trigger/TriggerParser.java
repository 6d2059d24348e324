package dev.tidegate.lambda.trigger;

import dev.tidegate.lambda.json.Json;
import dev.tidegate.lambda.release.TaskKey;
import java.util.Optional;

/** Tells from the JSON that a function is invoked with what woke it. Fields we do not know are ignored. */
public final class TriggerParser {
    private TriggerParser() {}

    /** @throws UnknownTrigger when the input is none that we know, or an incomplete one */
    public static Trigger parse(Json input) {
        if (input.at("command").isPresent()) {
            return Commands.parse(input);
        }
        if (input.at("LifecycleEventHookExecutionId").isPresent()) {
            return codeDeployHook(input);
        }
        if (input.at("lifecycleStage").isPresent()) {
            return nativeHook(input);
        }
        if (input.at("detail-type").isPresent()) {
            return event(input);
        }
        throw new UnknownTrigger("expected an ECS or CodeDeploy lifecycle hook, an EventBridge event or an object with "
                + "\"command\"; given an object with " + String.join(", ", input.members().keySet()));
    }

    /** {@code resourceArn} is the service deployment; the fields are those of the ECS guide, "Lambda lifecycle hooks". */
    private static Trigger nativeHook(Json input) {
        String what = "ECS lifecycle hook";
        return new Trigger.NativeHook(required(input, what, "lifecycleStage"), required(input, what, "resourceArn"),
                required(input, what, "executionDetails", "serviceArn"),
                required(input, what, "executionDetails", "targetServiceRevisionArn"));
    }

    /** CodeDeploy sends these two fields and nothing else (CodeDeploy guide, "AppSpec hooks section"). */
    private static Trigger codeDeployHook(Json input) {
        String what = "CodeDeploy lifecycle hook";
        return new Trigger.CodeDeployHook(required(input, what, "DeploymentId"),
                required(input, what, "LifecycleEventHookExecutionId"));
    }

    private static Trigger event(Json input) {
        String source = input.text("source").orElse("");
        String type = input.text("detail-type").orElse("");
        return switch (source + " " + type) {
            case "aws.ecs ECS Task State Change" -> taskChanged(input);
            case "aws.ecs ECS Deployment State Change" -> new Trigger.DeploymentChanged(firstResource(input, type));
            case "aws.codedeploy CodeDeploy Deployment State-change Notification" ->
                new Trigger.CodeDeployChanged(required(input, type, "detail", "deploymentId"));
            case "aws.events Scheduled Event" -> new Trigger.Sweep();
            default -> throw new UnknownTrigger("no use for event \"" + type + "\" from \"" + source + "\"");
        };
    }

    /** {@code startedBy} is optional in these events. */
    private static Trigger taskChanged(Json input) {
        Optional<TaskKey> key = input.text("detail", "startedBy").flatMap(TaskKey::parse);
        return new Trigger.TaskChanged(required(input, "ECS Task State Change", "detail", "taskArn"), key);
    }

    private static String firstResource(Json input, String what) {
        return input.at("resources").map(Json::elements).filter(resources -> !resources.isEmpty())
                .map(resources -> resources.getFirst()).filter(Json::isText).map(Json::asText)
                .orElseThrow(() -> new UnknownTrigger(what + ": expected a service in \"resources\""));
    }

    static String required(Json input, String what, String... path) {
        return input.text(path).filter(text -> !text.isBlank())
                .orElseThrow(() -> new UnknownTrigger(what + ": expected a text at \"" + String.join(".", path)
                        + "\""));
    }
}
