package dev.tidegate.lambda.trigger;

import dev.tidegate.lambda.json.Json;
import dev.tidegate.lambda.release.Caller;
import dev.tidegate.lambda.release.Phase;
import dev.tidegate.lambda.release.ReleaseId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Parses direct calls: {@code {"command": "start" | "status" | …}}. */
final class Commands {
    /** What Step Functions' tokens have (API reference, SendTaskSuccess). */
    private static final int LONGEST_TOKEN = 2_048;
    /** As many as are remembered. */
    private static final int MOST_TASKS = 200;
    /** A name, not a story. */
    private static final int LONGEST_NAME = 200;

    private final Json input;
    private final String command;

    private Commands(Json input, String command) {
        this.input = input;
        this.command = command;
    }

    static Trigger parse(Json input) {
        return new Commands(input, TriggerParser.required(input, "direct call", "command")).parse();
    }

    private Trigger parse() {
        return switch (command) {
            case "start" -> {
                only("database", "service", "taskDefinition", "id", "taskToken");
                yield new Trigger.Start(required("database"), optional("service"), required("taskDefinition"),
                        input.at("id").isPresent() ? Optional.of(release("id")) : Optional.empty(),
                        token().map(token -> new Caller(Phase.PRE_TRAFFIC, token)), by());
            }
            case "await" -> {
                only("release", "phase", "taskToken");
                yield new Trigger.Await(release("release"), new Caller(phase(), token().orElseThrow(
                        () -> new UnknownTrigger("await: expected a text at \"taskToken\""))), by());
            }
            case "list" -> {
                only("database");
                yield new Trigger.ListReleases(optional("database"), by());
            }
            case "status" -> new Trigger.Status(onlyRelease(), by());
            case "explain" -> new Trigger.Explain(onlyRelease(), by());
            case "retry" -> new Trigger.Retry(onlyRelease(), by());
            case "cancel" -> new Trigger.Cancel(onlyRelease(), by());
            case "approve" -> new Trigger.Approve(onlyRelease(), by());
            case "ended" -> {
                only("release", "tasks");
                yield new Trigger.Ended(release("release"), tasks(), by());
            }
            case "sweep" -> {
                only();
                yield new Trigger.Sweep();
            }
            default -> throw new UnknownTrigger("command \"" + command + "\": expected start, await, list, status,"
                    + " explain, retry, cancel, approve, ended or sweep");
        };
    }

    private ReleaseId onlyRelease() {
        only("release");
        return release("release");
    }

    private String required(String member) {
        return TriggerParser.required(input, command, member);
    }

    private Optional<String> optional(String member) {
        return input.at(member).isPresent() ? Optional.of(required(member)) : Optional.empty();
    }

    private ReleaseId release(String member) {
        try {
            return new ReleaseId(required(member));
        } catch (IllegalArgumentException e) {
            throw new UnknownTrigger(command + ": " + e.getMessage());
        }
    }

    private Set<String> tasks() {
        List<String> given = input.at("tasks").stream().flatMap(tasks -> tasks.elements().stream()).map(
                task -> task.isText() ? task.asText() : "").toList();
        if (given.isEmpty() || given.size() > MOST_TASKS || given.stream().anyMatch(task -> task.isBlank()
                || task.length() > LONGEST_TOKEN)) {
            throw new UnknownTrigger(command + ": expected ARNs of tasks, at most " + MOST_TASKS + ", at \"tasks\"");
        }
        return Set.copyOf(given);
    }

    private Phase phase() {
        String given = required("phase");
        return Stream.of(Phase.values()).filter(phase -> phase.text().equals(given)).findFirst()
                .orElseThrow(() -> new UnknownTrigger(command + ": phase \"" + given + "\": expected "
                        + Stream.of(Phase.values()).map(Phase::text).collect(Collectors.joining(" or "))));
    }

    private Optional<String> token() {
        return optional("taskToken").map(token -> limited("taskToken", token, LONGEST_TOKEN));
    }

    private Optional<String> by() {
        return optional("by").map(by -> limited("by", by, LONGEST_NAME));
    }

    private String limited(String member, String given, int most) {
        if (given.length() > most) {
            throw new UnknownTrigger(command + ": " + member + " has " + given.length()
                    + " characters; expected at most "
                    + most);
        }
        return given;
    }

    /** A person wrote this: a misspelt name must not silently mean nothing. */
    private void only(String... allowed) {
        Set<String> known = Stream.concat(Stream.of("command", "by"), Stream.of(allowed)).collect(Collectors.toSet());
        for (String member : input.members().keySet()) {
            if (!known.contains(member)) {
                throw new UnknownTrigger(command + ": \"" + member + "\" is not known; expected "
                        + known.stream().filter(name -> !name.equals("command")).sorted().collect(Collectors.joining(
                                ", ")));
            }
        }
    }
}
