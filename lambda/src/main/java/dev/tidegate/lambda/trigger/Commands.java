package dev.tidegate.lambda.trigger;

import dev.tidegate.lambda.json.Json;
import dev.tidegate.lambda.release.ReleaseId;
import java.util.Optional;
import java.util.Set;

/** Parses direct calls: {@code {"command": "start" | "status" | "explain" | "sweep", …}}. */
final class Commands {
    private Commands() {}

    static Trigger parse(Json input) {
        String command = TriggerParser.required(input, "direct call", "command");
        return switch (command) {
            case "start" -> {
                only(input, command, Set.of("database", "taskDefinition", "id"));
                yield new Trigger.Start(TriggerParser.required(input, command, "database"),
                        TriggerParser.required(input, command, "taskDefinition"),
                        input.at("id").isPresent() ? Optional.of(release(input, command, "id")) : Optional.empty());
            }
            case "status" -> {
                only(input, command, Set.of("release"));
                yield new Trigger.Status(release(input, command, "release"));
            }
            case "explain" -> {
                only(input, command, Set.of("release"));
                yield new Trigger.Explain(release(input, command, "release"));
            }
            case "sweep" -> {
                only(input, command, Set.of());
                yield new Trigger.Sweep();
            }
            default -> throw new UnknownTrigger(
                    "command \"" + command + "\": expected start, status, explain or sweep");
        };
    }

    private static ReleaseId release(Json input, String command, String member) {
        try {
            return new ReleaseId(TriggerParser.required(input, command, member));
        } catch (IllegalArgumentException e) {
            throw new UnknownTrigger(command + ": " + e.getMessage());
        }
    }

    /** A person wrote this: a misspelt name must not silently mean nothing. */
    private static void only(Json input, String command, Set<String> allowed) {
        for (String member : input.members().keySet()) {
            if (!member.equals("command") && !allowed.contains(member)) {
                throw new UnknownTrigger(command + ": \"" + member + "\" is not known; expected "
                        + (allowed.isEmpty() ? "nothing else" : String.join(", ", allowed.stream().sorted().toList())));
            }
        }
    }
}
