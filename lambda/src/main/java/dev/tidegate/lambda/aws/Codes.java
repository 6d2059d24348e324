package dev.tidegate.lambda.aws;

import dev.tidegate.lambda.drain.Code;
import dev.tidegate.lambda.drain.CodeIdentity;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerImage;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Tells what code a task runs, or a task definition would run. Only one container counts: the same sidecar beside old and
 * new code would prove nothing.
 */
final class Codes {
    /** What AWS puts into tasks by itself (ECS guide, "Task state change events"). */
    private static final List<String> PUT_IN_BY_AWS = List.of("aws-guardduty-agent", "ecs-service-connect");

    private final TaskDefinitions definitions;

    Codes(TaskDefinitions definitions) {
        this.definitions = definitions;
    }

    /**
     * Which container's code is to be told, and how.
     *
     * @param container empty when there is to be only one
     */
    record Question(Optional<String> container, Set<CodeIdentity> identities) {
        private <T> Optional<T> pick(List<T> containers, Function<T, String> name) {
            if (container.isPresent()) {
                return containers.stream().filter(one -> container.get().equals(name.apply(one))).findFirst();
            }
            List<T> users = containers.stream().filter(one -> PUT_IN_BY_AWS.stream()
                    .noneMatch(prefix -> String.valueOf(name.apply(one)).startsWith(prefix))).toList();
            return users.size() == 1 ? Optional.of(users.getFirst()) : Optional.empty();
        }
    }

    /** What a task runs, by every identity by which that can be told. */
    Set<Code> of(Task task, Question question) {
        return question.pick(task.containers(), Container::name).map(container -> codes(question,
                identity -> switch (identity) {
                    case CodeIdentity.ImageDigest _ -> Optional.ofNullable(container.imageDigest());
                    case CodeIdentity.ImageTag _ -> tag(container.image());
                    case CodeIdentity.Environment(String variable) -> overridden(task, container.name(), variable)
                            .or(() -> defined(task.taskDefinitionArn(), container.name(), variable));
                    case CodeIdentity.DefinitionTag(String key) -> definitions.tag(task.taskDefinitionArn(), key);
                })).orElse(Set.of());
    }

    /**
     * What a task definition would run.
     *
     * @param images with the digests of a service revision, where there is one
     */
    Set<Code> of(String taskDefinition, List<ContainerImage> images, Question question) {
        if (question.identities().isEmpty()) {
            return Set.of();
        }
        List<ContainerDefinition> containers = definitions.revision(taskDefinition).containerDefinitions();
        return question.pick(containers, ContainerDefinition::name).map(container -> codes(question,
                identity -> switch (identity) {
                    case CodeIdentity.ImageDigest _ -> digest(container.image()).or(() -> images.stream()
                            .filter(image -> container.name().equals(image.containerName()))
                            .flatMap(image -> Optional.ofNullable(image.imageDigest()).stream()).findFirst());
                    case CodeIdentity.ImageTag _ -> tag(container.image());
                    case CodeIdentity.Environment(String variable) -> value(container.environment(), variable);
                    case CodeIdentity.DefinitionTag(String key) -> definitions.tag(taskDefinition, key);
                })).orElse(Set.of());
    }

    private static Set<Code> codes(Question question, Function<CodeIdentity, Optional<String>> ask) {
        return question.identities().stream().flatMap(identity -> ask.apply(identity)
                .filter(Predicate.not(String::isBlank)).map(value -> new Code(identity, value)).stream())
                .collect(Collectors.toSet());
    }

    /** {@code registry:5000/shop:42@sha256:…} has the tag 42. */
    private static Optional<String> tag(String image) {
        String name = String.valueOf(image).split("@", 2)[0];
        int colon = name.lastIndexOf(':');
        return image != null && colon > name.lastIndexOf('/') ? Optional.of(name.substring(colon + 1))
                : Optional.empty();
    }

    private static Optional<String> digest(String image) {
        return Optional.ofNullable(image).filter(name -> name.contains("@"))
                .map(name -> name.substring(name.indexOf('@') + 1));
    }

    private static Optional<String> overridden(Task task, String container, String variable) {
        Stream<ContainerOverride> overrides = task.overrides() == null ? Stream.empty()
                : task.overrides().containerOverrides().stream();
        return overrides.filter(override -> container.equals(override.name()))
                .flatMap(override -> value(override.environment(), variable).stream()).findFirst();
    }

    private Optional<String> defined(String taskDefinition, String container, String variable) {
        return definitions.revision(taskDefinition).containerDefinitions().stream()
                .filter(one -> container.equals(one.name()))
                .flatMap(one -> value(one.environment(), variable).stream()).findFirst();
    }

    private static Optional<String> value(List<KeyValuePair> environment, String variable) {
        return environment.stream().filter(pair -> variable.equals(pair.name()))
                .flatMap(pair -> Optional.ofNullable(pair.value()).stream()).findFirst();
    }
}
