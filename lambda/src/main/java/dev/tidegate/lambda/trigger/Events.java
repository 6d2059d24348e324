package dev.tidegate.lambda.trigger;

import dev.tidegate.lambda.json.Json;
import dev.tidegate.lambda.release.TaskKey;
import java.util.Optional;

/** Parses EventBridge events. They are only hints, so little is taken from them. */
final class Events {

    private Events() {}

    static Trigger parse(Json input, Home home) {
        String source = input.text("source").orElse("");
        String type = input.text("detail-type").orElse("");
        if (!home.isHere(input.text("region").orElse(home.region()), input.text("account").orElse(home.account()))) {
            throw new UnknownTrigger("event \"" + type + "\" from \"" + source
                    + "\" comes from another account or region than the function's");
        }
        return switch (source + " " + type) {
            case "aws.ecs ECS Task State Change" -> taskChanged(input);
            case "aws.ecs ECS Deployment State Change" -> new Trigger.DeploymentChanged(firstResource(input, type));
            case "aws.codedeploy CodeDeploy Deployment State-change Notification" ->
                new Trigger.CodeDeployChanged(TriggerParser.required(input, type, "detail", "deploymentId"),
                        input.text("detail", "application").orElse(""),
                        input.text("detail", "deploymentGroup").orElse(""));
            case "aws.events Scheduled Event" -> new Trigger.Sweep();
            default -> throw new UnknownTrigger("no use for event \"" + type + "\" from \"" + source + "\"");
        };
    }

    /** {@code startedBy} is optional in these events. Of tasks that are not ours the sweep learns soon enough. */
    private static Trigger taskChanged(Json input) {
        Optional<TaskKey> key = input.text("detail", "startedBy").flatMap(TaskKey::parse);
        return new Trigger.TaskChanged(TriggerParser.required(input, "ECS Task State Change", "detail", "taskArn"),
                key);
    }

    private static String firstResource(Json input, String what) {
        return input.at("resources").map(Json::elements).filter(resources -> !resources.isEmpty())
                .map(resources -> resources.getFirst()).filter(Json::isText).map(Json::asText)
                .orElseThrow(() -> new UnknownTrigger(what + ": expected a service in \"resources\""));
    }
}
