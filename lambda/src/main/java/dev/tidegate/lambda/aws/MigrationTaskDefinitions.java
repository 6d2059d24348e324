package dev.tidegate.lambda.aws;

import dev.tidegate.lambda.release.Resolution;
import dev.tidegate.lambda.release.Target;
import dev.tidegate.lambda.settings.Database;
import java.util.List;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Finds the task definition that runs a release's migrations and checks that it can. */
final class MigrationTaskDefinitions {
    private final EcsClient ecs;

    MigrationTaskDefinitions(EcsClient ecs) {
        this.ecs = ecs;
    }

    /** Pins the revision, so that both phases run the same scripts. @param taskDefinition the service's new one, ARN */
    Resolution resolve(Database database, String version, String taskDefinition) {
        String wanted = database.task().taskDefinition().orElse(taskDefinition);
        try {
            TaskDefinition found = Calls.ask("ECS DescribeTaskDefinition", () -> describe(wanted));
            return check(database, found, new Target(database.name(), database.cluster(), database.service(), version,
                    taskDefinition, found.taskDefinitionArn()));
        } catch (NotThere e) {
            return new Resolution.Refuse("no migration task definition \"" + wanted + "\": " + e.getMessage()
                    + "; check \"task.taskDefinition\" of database \"" + database.name() + "\"");
        }
    }

    /** The same for a service's task definition that a person has named, with or without the rest of its ARN. */
    Resolution resolveNamed(Database database, String named) {
        try {
            String arn = Calls.ask("ECS DescribeTaskDefinition", () -> describe(named)).taskDefinitionArn();
            return resolve(database, Arns.lastSegment(arn), arn);
        } catch (NotThere e) {
            return new Resolution.Refuse("no task definition \"" + named + "\": " + e.getMessage());
        }
    }

    private TaskDefinition describe(String wanted) {
        try {
            return ecs.describeTaskDefinition(describe -> describe.taskDefinition(wanted)).taskDefinition();
        } catch (ClientException | InvalidParameterException e) {
            throw new NotThere(e.getMessage());
        }
    }

    private static Resolution check(Database database, TaskDefinition found, Target target) {
        String name = database.task().container();
        List<ContainerDefinition> containers = found.containerDefinitions();
        return containers.stream().filter(container -> name.equals(container.name())).findFirst()
                .map(container -> checkContainer(container, target))
                .orElseGet(() -> new Resolution.Refuse("task definition " + found.taskDefinitionArn()
                        + " has no container \"" + name + "\"; it has "
                        + String.join(", ", containers.stream().map(ContainerDefinition::name).toList())));
    }

    private static Resolution checkContainer(ContainerDefinition container, Target target) {
        if (container.restartPolicy() != null && Boolean.TRUE.equals(container.restartPolicy().enabled())) {
            return new Resolution.Refuse("container \"" + container.name() + "\" of "
                    + target.migrationTaskDefinition()
                    + " has a restart policy, which would run a failing migration again and again; switch it off");
        }
        return new Resolution.Migrates(target);
    }

    private static final class NotThere extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotThere(String message) {
            super(message);
        }
    }
}
