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
import software.amazon.awscdk.services.ecs.ContainerDefinition;
import software.amazon.awscdk.services.ecs.ICluster;
import software.amazon.awscdk.services.ecs.LogDriverConfig;
import software.amazon.awscdk.services.ecs.TaskDefinition;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** What the function may do on ECS: one statement for each purpose. */
final class Permissions {
    private final Deployments deployments;
    private final MigrationTask task;
    private final Stack stack;
    private final EcsArns arns;

    Permissions(Deployments deployments, MigrationTask task, Stack stack) {
        this.deployments = deployments;
        this.task = task;
        this.stack = stack;
        this.arns = new EcsArns(stack);
    }

    List<PolicyStatement> onEcs() {
        List<PolicyStatement> statements = new ArrayList<>(List.of(runMigration(), passTaskRoles(), stopMigration(),
                readTasks(), listTasks()));
        readServices().ifPresent(statements::add);
        readServicesWithoutRevisions().ifPresent(statements::add);
        statements.add(readTaskDefinitions());
        readDeployments().ifPresent(statements::add);
        readMigrationLog().ifPresent(statements::add);
        return statements;
    }

    /** Every revision: a release runs both phases from the revision that it began with. */
    private PolicyStatement runMigration() {
        return statement("RunMigration", List.of("ecs:RunTask"), List.of(arns.family(task.definition().getFamily())),
                in(deployments.migrationClusters()));
    }

    private PolicyStatement passTaskRoles() {
        return statement("PassTaskRoles", List.of("iam:PassRole"), Lazy.list(new TaskRoles(task.definition())),
                Map.of("StringEquals", Map.of("iam:PassedToService", "ecs-tasks.amazonaws.com")));
    }

    private PolicyStatement stopMigration() {
        return statement("StopMigration", List.of("ecs:StopTask"), tasks(deployments.migrationClusters()),
                in(deployments.migrationClusters()));
    }

    private PolicyStatement readTasks() {
        return statement("ReadTasks", List.of("ecs:DescribeTasks"), tasks(deployments.clusters()),
                in(deployments.clusters()));
    }

    /** The resource type of ListTasks is the container instance, which tasks on Fargate do not have. */
    private PolicyStatement listTasks() {
        return statement("ListTasks", List.of("ecs:ListTasks"), List.of("*"), in(deployments.clusters()));
    }

    /** Describing a service revision is checked against the service as well. */
    private Optional<PolicyStatement> readServices() {
        List<String> resources = deployments.withRevisions().stream().flatMap(service -> Stream.of(arns.service(
                service),
                arns.everyOneOf("service-revision", service))).toList();
        return onAny("ReadServices", List.of("ecs:DescribeServices", "ecs:DescribeServiceRevisions"), resources);
    }

    private Optional<PolicyStatement> readServicesWithoutRevisions() {
        return onAny("ReadCodeDeployService", List.of("ecs:DescribeServices"), deployments.withoutRevisions().stream()
                .map(arns::service).toList());
    }

    /** Describing a service deployment is checked against the service as well. */
    private Optional<PolicyStatement> readDeployments() {
        List<String> resources = deployments.byEcs().stream().flatMap(service -> Stream.of(arns.service(service),
                arns.everyOneOf("service-deployment", service))).toList();
        return onAny("ReadServiceDeployments", List.of("ecs:ListServiceDeployments",
                "ecs:DescribeServiceDeployments"), resources);
    }

    private static Optional<PolicyStatement> onAny(String sid, List<String> actions, List<String> resources) {
        return resources.isEmpty() ? Optional.empty() : Optional.of(statement(sid, actions, resources, Map.of()));
    }

    /** ECS knows no resource for it. */
    private static PolicyStatement readTaskDefinitions() {
        return statement("ReadTaskDefinitions", List.of("ecs:DescribeTaskDefinition"), List.of("*"), Map.of());
    }

    /** What a failed task said last becomes the reason of the failure; a task that logs elsewhere has none to read. */
    private Optional<PolicyStatement> readMigrationLog() {
        return Optional.ofNullable(task.definition().findContainer(task.container()))
                .map(ContainerDefinition::getLogDriverConfig).map(LogDriverConfig::getOptions)
                .map(options -> options.get("awslogs-group")).map(Object::toString)
                .map(group -> statement("ReadMigrationLog", List.of("logs:GetLogEvents"),
                        List.of(stack.formatArn(ArnComponents.builder().service("logs").resource("log-group")
                                .resourceName(group + ":*").arnFormat(ArnFormat.COLON_RESOURCE_NAME).build())),
                        Map.of()));
    }

    private List<String> tasks(List<ICluster> clusters) {
        return clusters.stream().map(arns::tasks).toList();
    }

    private static Map<String, Object> in(List<ICluster> clusters) {
        List<String> clusterArns = clusters.stream().map(ICluster::getClusterArn).toList();
        return Map.of("ArnEquals", Map.of("ecs:cluster", clusterArns.size() == 1 ? clusterArns.get(0) : clusterArns));
    }

    static PolicyStatement statement(String sid, List<String> actions, List<String> resources,
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
