package dev.tidegate.tests.ecs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** All revisions of all task definition families. */
final class TaskDefinitions {
    private final World world;
    private final Arns arns;
    private final Map<String, List<TaskDefinition>> families = new TreeMap<>();

    TaskDefinitions(World world, Arns arns) {
        this.world = world;
        this.arns = arns;
    }

    TaskDefinition register(RegisterTaskDefinitionRequest request) {
        if (request.family() == null || request.containerDefinitions().isEmpty()) {
            throw EcsErrors.client("Family and container definitions should not be empty.");
        }
        var revisions = families.computeIfAbsent(request.family(), family -> new ArrayList<>());
        int revision = revisions.size() + 1;
        var definition = TaskDefinition.builder()
                .taskDefinitionArn(arns.taskDefinition(request.family(), revision))
                .family(request.family())
                .revision(revision)
                .containerDefinitions(request.containerDefinitions())
                .taskRoleArn(request.taskRoleArn())
                .executionRoleArn(request.executionRoleArn())
                .networkMode(request.networkMode())
                .requiresCompatibilities(request.requiresCompatibilities())
                .runtimePlatform(request.runtimePlatform())
                .volumes(request.volumes())
                .cpu(request.cpu())
                .memory(request.memory())
                .status(TaskDefinitionStatus.ACTIVE)
                .registeredAt(world.time().now())
                .build();
        revisions.add(definition);
        return definition;
    }

    /**
     * Finds what a request names.
     *
     * @param name an ARN, {@code family:revision}, or a family, which means its newest revision
     */
    TaskDefinition resolve(String name) {
        if (name == null || name.isBlank()) {
            throw EcsErrors.client("TaskDefinition can not be blank.");
        }
        var familyAndRevision = Arns.lastSegment(name).split(":", 2);
        var revisions = families.getOrDefault(familyAndRevision[0], List.of());
        if (familyAndRevision.length == 1 && !revisions.isEmpty()) {
            return revisions.getLast();
        }
        return revisions.stream()
                .filter(definition -> Integer.toString(definition.revision()).equals(familyAndRevision[1]))
                .findFirst()
                .orElseThrow(() -> EcsErrors.client("Unable to describe task definition."));
    }
}
