package dev.tidegate.cdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.IStableListProducer;
import software.amazon.awscdk.Lazy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.ecs.ContainerDefinition;
import software.amazon.awscdk.services.ecs.LogDriverConfig;
import software.amazon.awscdk.services.ecs.TaskDefinition;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.logs.ILogGroup;

/** What the function may do: one statement for each purpose. */
final class Permissions {
    private final DeployingService service;
    private final TaskDefinition migrationTask;
    private final String container;
    private final ITable ledger;

    /** @param container the container of the migration task whose exit code counts */
    Permissions(DeployingService service, TaskDefinition migrationTask, String container, ITable ledger) {
        this.service = service;
        this.migrationTask = migrationTask;
        this.container = container;
        this.ledger = ledger;
    }

    List<PolicyStatement> ofFunction(ILogGroup log) {
        List<PolicyStatement> statements = new ArrayList<>(List.of(runMigration(), passTaskRoles(), watchTasks(),
                listTasks(), readService(), readTaskDefinitions(), readAndWriteReleases(), findOpenReleases(),
                publishEvents(log.getStack()), writeLog(log)));
        readMigrationLog(log.getStack()).ifPresent(statements::add);
        return statements;
    }

    /** What a failed task said last becomes the reason of the failure; a task that logs elsewhere has none to read. */
    private Optional<PolicyStatement> readMigrationLog(Stack stack) {
        return Optional.ofNullable(migrationTask.findContainer(container))
                .map(ContainerDefinition::getLogDriverConfig).map(LogDriverConfig::getOptions)
                .map(options -> options.get("awslogs-group")).map(Object::toString)
                .map(group -> statement("ReadMigrationLog", List.of("logs:GetLogEvents"),
                        List.of(stack.formatArn(ArnComponents.builder().service("logs").resource("log-group")
                                .resourceName(group + ":*").arnFormat(ArnFormat.COLON_RESOURCE_NAME).build())),
                        Map.of()));
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

    private static PolicyStatement publishEvents(Stack stack) {
        return statement("PublishEvents", List.of("events:PutEvents"), List.of(stack.formatArn(ArnComponents.builder()
                .service("events").resource("event-bus").resourceName("default").build())), Map.of());
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
