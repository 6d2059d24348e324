package dev.tidegate.tests.ecs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/** RunTask: checks the request, remembers client tokens and launches. */
final class RunTasks {
    private static final int LONGEST_OVERRIDES = 8192;
    private static final Duration TOKEN_MEMORY = Duration.ofHours(24);

    private final ControlPlane plane;
    private final Clusters clusters;
    private final Map<Token, Remembered> tokens = new HashMap<>();
    private final Deque<String> plannedFailures = new ArrayDeque<>();

    RunTasks(ControlPlane plane, Clusters clusters) {
        this.plane = plane;
        this.clusters = clusters;
    }

    void failNext(String reason) {
        plannedFailures.add(reason);
    }

    RunTaskResponse run(RunTaskRequest request) {
        var cluster = clusters.resolve(request.cluster());
        var definition = plane.definitions.resolve(request.taskDefinition());
        check(request, definition);
        var token = Optional.ofNullable(request.clientToken()).map(value -> new Token(cluster, value));
        var earlier = token.map(tokens::get).filter(this::stillRemembered);
        if (earlier.isPresent()) {
            return again(earlier.get(), request);
        }
        if (!plannedFailures.isEmpty()) {
            return RunTaskResponse.builder()
                    .tasks(List.of())
                    .failures(Failure.builder().reason(plannedFailures.remove()).build())
                    .build();
        }
        int count = request.count() == null ? 1 : request.count();
        var tasks = IntStream.range(0, count)
                .mapToObj(i -> plane.tasks.launch(launch(cluster, definition, request)).arn())
                .toList();
        token.ifPresent(key -> tokens.put(key, new Remembered(request, tasks, plane.world.time().now())));
        plane.note("task " + definition.family() + ":" + definition.revision() + " asked for by "
                + Optional.ofNullable(request.startedBy()).orElse("a user"));
        return RunTaskResponse.builder().tasks(tasks.stream().map(this::view).toList()).failures(List.of()).build();
    }

    /**
     * A token is remembered for 24 hours or until an hour after its tasks have stopped, whichever ends first: the same moment
     * at which the tasks themselves are forgotten. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/ECS_Idempotency.html
     */
    private boolean stillRemembered(Remembered earlier) {
        return earlier.at().plus(TOKEN_MEMORY).isAfter(plane.world.time().now())
                && earlier.tasks().stream().anyMatch(arn -> plane.tasks.byArn(arn).isPresent());
    }

    private RunTaskResponse again(Remembered earlier, RunTaskRequest request) {
        if (!earlier.request().equalsBySdkFields(request)) {
            throw EcsErrors.conflict("The client token was used before with other parameters.", earlier.tasks());
        }
        var tasks = earlier.tasks()
                .stream()
                .filter(arn -> plane.tasks.byArn(arn).isPresent())
                .map(this::view)
                .map(RunTasks::briefWhenStopped)
                .toList();
        return RunTaskResponse.builder().tasks(tasks).failures(List.of()).build();
    }

    private static Task briefWhenStopped(Task task) {
        return "STOPPED".equals(task.lastStatus())
                ? Task.builder()
                        .taskArn(task.taskArn())
                        .lastStatus(task.lastStatus())
                        .desiredStatus(task.desiredStatus())
                        .build()
                : task;
    }

    private Task view(String arn) {
        return plane.tasks.byArn(arn).orElseThrow().view();
    }

    private static TaskLaunch launch(String cluster, TaskDefinition definition, RunTaskRequest request) {
        var group = request.group() == null ? "family:" + definition.family() : request.group();
        var launchType = request.launchType() == null ? LaunchType.FARGATE : request.launchType();
        return new TaskLaunch(cluster, definition, group, Optional.ofNullable(request.startedBy()),
                Overrides.complete(definition, request.overrides()), request.tags(), launchType, Optional.empty(),
                task -> {});
    }

    private static void check(RunTaskRequest request, TaskDefinition definition) {
        require(request.count() == null || request.count() >= 1 && request.count() <= 10,
                "Count should be between 1 and 10.");
        require(request.startedBy() == null || request.startedBy().matches("[a-zA-Z0-9_/-]{0,128}"),
                "startedBy must be up to 128 letters, numbers, hyphens, forward slashes, and underscores.");
        require(request.clientToken() == null || request.clientToken().matches("[!-~]{1,64}"),
                "clientToken must be up to 64 characters of ASCII 33 to 126.");
        require(request.launchType() == null || request.capacityProviderStrategy().isEmpty(),
                "Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.");
        require(definition.networkMode() != NetworkMode.AWSVPC || request.networkConfiguration() != null,
                "Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        var overrides = Objects.requireNonNullElse(request.overrides(), TaskOverride.builder().build());
        require(SdkJson.of(overrides).toString().length() <= LONGEST_OVERRIDES,
                "Container Overrides length must be at most " + LONGEST_OVERRIDES);
        var names = definition.containerDefinitions().stream().map(container -> container.name()).toList();
        for (var override : overrides.containerOverrides()) {
            require(names.contains(override.name()),
                    "Override for container named " + override.name() + " is not a container in the TaskDefinition.");
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw EcsErrors.invalidParameter(otherwise);
        }
    }

    private record Token(String cluster, String value) {}

    private record Remembered(RunTaskRequest request, List<String> tasks, Instant at) {}
}
