package dev.tidegate.tests.iam;

import dev.tidegate.cdk.template.Parameters;
import dev.tidegate.tests.container.ContainerSpec;
import dev.tidegate.tests.iam.InstalledRoles.Role;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/** The migration task's definition, and what ECS and the runner do with its two roles. */
final class MigrationContainers {
    private final InstalledTemplate template;

    MigrationContainers(InstalledTemplate template) {
        this.template = template;
    }

    /** As the template makes it; else the one that was there, with the roles that the template is told of. */
    RegisterTaskDefinitionRequest definition() {
        var request = RegisterTaskDefinitionRequest.builder().requiresCompatibilities(Compatibility.FARGATE)
                .networkMode(NetworkMode.AWSVPC);
        if (!template.makes("MigrationTask")) {
            return request.family("shop-migrations").taskRoleArn(Parameters.TASK_ROLE)
                    .executionRoleArn(Parameters.EXECUTION_ROLE).containerDefinitions(ContainerDefinition
                            .builder().name("django").image("shop-migrations:42").build())
                    .build();
        }
        Map<?, ?> made = template.properties("MigrationTask");
        return request.family((String) made.get("Family")).taskRoleArn((String) made.get("TaskRoleArn"))
                .executionRoleArn((String) made.get("ExecutionRoleArn")).containerDefinitions(container()).build();
    }

    private ContainerDefinition container() {
        Map<?, ?> made = (Map<?, ?>) ((List<?>) template.properties("MigrationTask").get("ContainerDefinitions"))
                .getFirst();
        List<KeyValuePair> environment = ((List<?>) made.get("Environment")).stream().map(
                variable -> (Map<?, ?>) variable)
                .map(variable -> KeyValuePair.builder().name((String) variable.get("Name")).value((String) variable.get(
                        "Value")).build())
                .toList();
        return ContainerDefinition.builder().name((String) made.get("Name")).image((String) made.get("Image"))
                .environment(environment).logConfiguration(log -> log.logDriver("awslogs").options(options(made)))
                .build();
    }

    private static Map<String, String> options(Map<?, ?> container) {
        Map<?, ?> log = (Map<?, ?>) container.get("LogConfiguration");
        return Map.of("awslogs-group", option(log, "awslogs-group"), "awslogs-stream-prefix", option(log,
                "awslogs-stream-prefix"));
    }

    private static String option(Map<?, ?> log, String name) {
        return (String) ((Map<?, ?>) log.get("Options")).get(name);
    }

    String image() {
        return definition().containerDefinitions().getFirst().image();
    }

    /** What ECS does to start a container of it, and what the runner in it does. */
    void started(ContainerSpec container, InstalledRoles roles) {
        if (!roles.has(Role.EXECUTION)) {
            return;
        }
        // ECS's agent pulls the image and writes the log (ECS guide, "Task execution IAM role").
        roles.use(Role.EXECUTION, Access.to("ecr:GetAuthorizationToken", "*"));
        String repository = Arns.HERE.of("ecr", "repository/", container.image().replaceAll(
                "^[^/]+/|:[^:]+$", ""));
        for (String action : List.of("ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer",
                "ecr:BatchGetImage")) {
            roles.use(Role.EXECUTION, Access.to(action, repository));
        }
        Map<String, String> log = definition().containerDefinitions().getFirst().logConfiguration().options();
        String stream = Arns.HERE.logStream(log.get("awslogs-group"), log.get("awslogs-stream-prefix")
                + "/" + container.name() + "/" + container.taskArn().replaceFirst(".*/", ""));
        roles.use(Role.EXECUTION, Access.to("logs:CreateLogStream", stream));
        roles.use(Role.EXECUTION, Access.to("logs:PutLogEvents", stream));
        // The runner reads its login, by the name that it is given; Secrets Manager decrypts it in the runner's name.
        roles.use(Role.TASK, Access.to("secretsmanager:GetSecretValue", container.environment().get(
                "TIDEGATE_DATABASE_SECRET")));
        roles.use(Role.TASK, Access.to("kms:Decrypt", Parameters.KEY).with("kms:ViaService", "secretsmanager."
                + Arns.HERE.region() + ".amazonaws.com"));
    }
}
