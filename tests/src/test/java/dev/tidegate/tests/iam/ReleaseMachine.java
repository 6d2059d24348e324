package dev.tidegate.tests.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tidegate.tests.stepfunctions.WaitingTask.End;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecs.model.EcsException;

/**
 * An execution of {@code release.asl.json} beside an installation: its states as the definition has them, its expressions
 * as far as they are paths. Nothing is retried.
 */
final class ReleaseMachine {
    private static final Path FILE = Path.of("../cdk/workflows/release.asl.json");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PATH = Pattern.compile("\\{% \\$([\\w.]+) %}");

    /** The states that were entered. */
    final List<String> entered = new ArrayList<>();
    private final InstalledShop shop;
    private final Consumer<JsonNode> updateService;
    private final JsonNode states;
    private final Map<String, JsonNode> variables = new HashMap<>();
    private JsonNode input;
    private String current;
    private Optional<String> token = Optional.empty();
    private Optional<End> end = Optional.empty();

    /** @param updateService calls ECS with the arguments of UpdateService, and throws what ECS would */
    ReleaseMachine(InstalledShop shop, Map<String, String> input, Consumer<JsonNode> updateService) throws IOException {
        this.shop = shop;
        this.updateService = updateService;
        this.input = JSON.valueToTree(input);
        JsonNode definition = JSON.readTree(FILE.toFile());
        states = definition.path("States");
        current = definition.path("StartAt").asText();
    }

    /** As it has ended; empty while it runs. */
    Optional<End> end() {
        return end;
    }

    /** Goes on until it waits or has ended. @return whether it has ended */
    boolean step() {
        while (end.isEmpty()) {
            if (token.isPresent()) {
                End waited = shop.aws.stepFunctions.task(token.get()).end();
                if (waited instanceof End.Waits) {
                    return false;
                }
                token = Optional.empty();
                end(waited);
            } else {
                enter();
            }
        }
        return true;
    }

    private JsonNode state() {
        return states.path(current);
    }

    private void enter() {
        entered.add(current);
        JsonNode state = state();
        if (state.path("Type").asText().equals("Fail")) {
            end = Optional.of(new End.Failed(value(state.path("Error"), Map.of()).asText(), value(state.path("Cause"),
                    Map
                            .of()).asText()));
            return;
        }
        switch (state.path("Resource").asText()) {
            case "arn:aws:states:::lambda:invoke.waitForTaskToken" -> {
                String waiting = shop.aws.stepFunctions.enter(Duration.ofSeconds(state.path("HeartbeatSeconds")
                        .asLong()));
                token = Optional.of(waiting);
                call(waiting);
            }
            case "arn:aws:states:::lambda:invoke" -> succeed(call(""));
            case "arn:aws:states:::aws-sdk:ecs:updateService" -> update(value(state.path("Arguments"), Map.of()));
            default -> throw new IllegalStateException("not known here: " + state);
        }
    }

    private JsonNode call(String waiting) {
        JsonNode context = JSON.valueToTree(Map.of("context", Map.of("Task", Map.of("Token", waiting), "Execution", Map
                .of("Id", "arn:execution"))));
        JsonNode arguments = value(state().path("Arguments"), Map.of("states", context));
        if (!arguments.path("FunctionName").asText().equals(shop.hookFunction())) {
            throw new IllegalStateException("another function: " + arguments);
        }
        Map<String, String> members = new HashMap<>();
        arguments.path("Payload").properties().forEach(member -> members.put(member.getKey(), member.getValue()
                .asText()));
        return shop.call(members.remove("command"), members);
    }

    private void update(JsonNode arguments) {
        try {
            updateService.accept(arguments);
            succeed(JSON.createObjectNode());
        } catch (EcsException e) {
            end(new End.Failed("Ecs.EcsException", e.getMessage()));
        }
    }

    private void end(End ended) {
        switch (ended) {
            case End.Succeeded(String output) -> succeed(json(output));
            case End.Failed(String error, String cause) -> caught(error, cause);
            case End.TimedOut _ -> caught("States.HeartbeatTimeout", "");
            case End.Waits _ -> throw new IllegalStateException("it waits");
        }
    }

    private void caught(String error, String cause) {
        JsonNode catcher = state().path("Catch").path(0);
        if (catcher.isMissingNode()) {
            end = Optional.of(new End.Failed(error, cause));
            return;
        }
        assign(catcher, Map.of("states", JSON.valueToTree(Map.of("errorOutput", Map.of("Error", error, "Cause",
                cause)))));
        current = catcher.path("Next").asText();
    }

    private void succeed(JsonNode result) {
        ObjectNode about = JSON.createObjectNode();
        about.set("result", result);
        about.set("input", input);
        assign(state(), Map.of("states", about));
        input = value(state().path("Output"), Map.of("states", about));
        if (state().path("End").asBoolean()) {
            end = Optional.of(new End.Succeeded(input.toString()));
        }
        current = state().path("Next").asText();
    }

    private void assign(JsonNode where, Map<String, JsonNode> roots) {
        where.path("Assign").properties().forEach(variable -> variables.put(variable.getKey(), value(variable
                .getValue(),
                roots)));
    }

    /** What is left when every expression is replaced by its value. */
    private JsonNode value(JsonNode template, Map<String, JsonNode> roots) {
        if (template.isObject()) {
            ObjectNode filled = JSON.createObjectNode();
            template.properties().forEach(member -> filled.set(member.getKey(), value(member.getValue(), roots)));
            return filled;
        }
        if (!template.asText().contains("{%")) {
            return template.isMissingNode() ? TextNode.valueOf("") : template;
        }
        Matcher path = PATH.matcher(template.asText());
        if (!path.matches()) {
            throw new IllegalStateException("more than a path: " + template);
        }
        String[] names = path.group(1).split("\\.");
        JsonNode found = names[0].equals("states") ? states(roots)
                : variables.getOrDefault(names[0], JSON
                        .missingNode());
        for (int i = 1; i < names.length; i++) {
            found = found.path(names[i]);
        }
        if (found.isMissingNode()) {
            throw new IllegalStateException("leads nowhere: " + template);
        }
        return found;
    }

    private JsonNode states(Map<String, JsonNode> roots) {
        ObjectNode all = JSON.createObjectNode();
        all.set("input", input);
        roots.getOrDefault("states", JSON.createObjectNode()).properties().forEach(member -> all.set(member.getKey(),
                member.getValue()));
        return all;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(text, e);
        }
    }
}
