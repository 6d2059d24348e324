package dev.tidegate.lambda.aws;

import dev.tidegate.lambda.drain.Code;
import dev.tidegate.lambda.release.Resolution;
import dev.tidegate.lambda.release.Target;
import dev.tidegate.lambda.settings.Database;
import dev.tidegate.lambda.settings.DeployedService;
import dev.tidegate.lambda.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Finds the task definition that runs a release's migrations and checks that it can. */
final class MigrationTaskDefinitions {
    private final EcsClient ecs;
    private final TaskDefinitions definitions;
    private final Codes codes;
    private final TimeLimit limit;

    MigrationTaskDefinitions(EcsClient ecs, TaskDefinitions definitions, Codes codes, TimeLimit limit) {
        this.ecs = ecs;
        this.definitions = definitions;
        this.codes = codes;
        this.limit = limit;
    }

    /** Pins the revision, so that both phases run the same scripts. */
    Resolution resolve(Settings.Found found, String version, NewCode code) {
        Database database = found.database();
        DeployedService service = found.service();
        String wanted = database.task().taskDefinition().or(code::taskDefinition).orElseThrow();
        try {
            TaskDefinition migrations = limit.ask("ECS DescribeTaskDefinition", () -> describe(wanted));
            return check(database, migrations, new Target(database.name(), service.cluster(), service.name(), version,
                    code.taskDefinition().orElse(""), migrations.taskDefinitionArn(), codes(found, code), false));
        } catch (NotThere e) {
            return new Resolution.Refuse("no migration task definition \"" + wanted + "\": " + e.getMessage()
                    + "; check \"task.taskDefinition\" of database \"" + database.name() + "\"");
        }
    }

    private Set<Code> codes(Settings.Found found, NewCode code) {
        var question = new Codes.Question(found.service().container(), found.database().identities());
        return code.taskDefinition().map(arn -> codes.of(arn, code.images(), question)).orElse(Set.of());
    }

    /** The same for a service's task definition that a person has named, with or without the rest of its ARN. */
    Resolution resolveNamed(Settings.Found found, String named) {
        try {
            String arn = limit.ask("ECS DescribeTaskDefinition", () -> describe(named)).taskDefinitionArn();
            return resolve(found, Arns.lastSegment(arn), new NewCode(Optional.of(arn), List.of()));
        } catch (NotThere e) {
            return new Resolution.Refuse("no task definition \"" + named + "\": " + e.getMessage());
        }
    }

    private TaskDefinition describe(String wanted) {
        try {
            return definitions.remember(
                    ecs.describeTaskDefinition(describe -> describe.taskDefinition(wanted)).taskDefinition());
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
