package dev.tidegate.cdk;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awscdk.IStableListProducer;
import software.amazon.awscdk.Lazy;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.ecs.TaskDefinition;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.logs.ILogGroup;

/** What the function may do: one statement for each purpose. */
final class Permissions {
    private final DeployingService service;
    private final TaskDefinition migrationTask;
    private final ITable ledger;

    Permissions(DeployingService service, TaskDefinition migrationTask, ITable ledger) {
        this.service = service;
        this.migrationTask = migrationTask;
        this.ledger = ledger;
    }

    List<PolicyStatement> ofFunction(ILogGroup log) {
        return List.of(runMigration(), passTaskRoles(), watchTasks(), listTasks(), readService(),
                readTaskDefinitions(), readAndWriteReleases(), findOpenReleases(), writeLog(log));
    }

    /** Every revision: a release runs both phases from the revision that it began with. */
    private PolicyStatement runMigration() {
        return statement("RunMigration", List.of("ecs:RunTask"),
                List.of(service.arnOfFamily(migrationTask.getFamily())), inCluster());
    }

    private PolicyStatement passTaskRoles() {
        return statement("PassTaskRoles", List.of("iam:PassRole"), Lazy.list(new TaskRoles(migrationTask)),
                Map.of("StringEquals", Map.of("iam:PassedToService", "ecs-tasks.amazonaws.com")));
    }

    private PolicyStatement watchTasks() {
        return statement("WatchTasks", List.of("ecs:DescribeTasks", "ecs:StopTask"), List.of(service.arnOfTasks()),
                inCluster());
    }

    /** The resource type of ListTasks is the container instance, which tasks on Fargate do not have. */
    private PolicyStatement listTasks() {
        return statement("ListTasks", List.of("ecs:ListTasks"), List.of("*"), inCluster());
    }

    /** Describing a service deployment or revision is checked against the service as well. */
    private PolicyStatement readService() {
        return statement("ReadService",
                List.of("ecs:DescribeServices", "ecs:ListServiceDeployments", "ecs:DescribeServiceDeployments",
                        "ecs:DescribeServiceRevisions"),
                List.of(service.arn(), service.arnOfAll("service-deployment"), service.arnOfAll("service-revision")),
                Map.of());
    }

    /** ECS knows no resource for it. */
    private PolicyStatement readTaskDefinitions() {
        return statement("ReadTaskDefinitions", List.of("ecs:DescribeTaskDefinition"), List.of("*"), Map.of());
    }

    private PolicyStatement readAndWriteReleases() {
        return statement("ReadAndWriteReleases", List.of("dynamodb:GetItem", "dynamodb:PutItem"),
                List.of(ledger.getTableArn()), Map.of());
    }

    private PolicyStatement findOpenReleases() {
        return statement("FindOpenReleases", List.of("dynamodb:Query"),
                List.of(ledger.getTableArn() + "/index/" + Ledger.OPEN_INDEX), Map.of());
    }

    private static PolicyStatement writeLog(ILogGroup log) {
        return statement("WriteLog", List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                List.of(log.getLogGroupArn()), Map.of());
    }

    private Map<String, Object> inCluster() {
        return Map.of("ArnEquals", Map.of("ecs:cluster", service.clusterArn()));
    }

    private static PolicyStatement statement(String sid, List<String> actions, List<String> resources,
            Map<String, Object> conditions) {
        return PolicyStatement.Builder.create().sid(sid).actions(actions).resources(resources).conditions(conditions)
                .build();
    }

    /** Asked at synthesis: a container that is added or given a secret later may bring the execution role. */
    private record TaskRoles(TaskDefinition task) implements IStableListProducer {
        @Override
        public List<String> produce() {
            return Stream.of(task.getTaskRole(), task.getExecutionRole()).filter(Objects::nonNull)
                    .map(IRole::getRoleArn).toList();
        }
    }
}
