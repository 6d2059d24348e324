package dev.tidegate.cdk;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** Everything that a {@link Tidegate} consists of, made in the order in which one needs the other. */
final class Parts {
    private final MigrationTask task;
    private final Optional<TaskNetwork> network;
    private final Table table;
    private final LogGroup log;
    private final Queue lost;
    private final PolicyDocument permissions = new PolicyDocument();
    private final Function function;
    private final Optional<IRole> hookRole;
    private final Monitoring monitoring;
    private final String name;
    private boolean answersStateMachines;

    private Parts(Construct scope, TidegateOptions<?> options) {
        name = FunctionSettings.name(options);
        task = MigrationTask.create(scope, options);
        network = TaskNetwork.create(scope, task.definition(), options);
        table = Ledger.create(scope, options.removalPolicy);
        log = LogGroup.Builder.create(scope, "Log").retention(options.logRetention)
                .removalPolicy(options.removalPolicy).build();
        lost = LostWakeUps.create(scope);
        Nag.allowOfQueue(lost);
        Deployments deployments = new Deployments(options.services, options.consumers);
        allow(scope, options, deployments);
        Role role = Control.role(scope, permissions);
        Nag.allowOfFunctionRole(role);
        function = Control.create(scope, role.withoutPolicyUpdates(), environment(scope, options), log, lost,
                options.reservedConcurrentExecutions);
        hookRole = deployments.byEcs().isEmpty() ? Optional.empty()
                : Optional.of(PreTrafficHook.role(scope, function));
        WakeUps.add(scope, deployments, function, lost);
        monitoring = new Monitoring(scope, function, name, options.topic);
        monitoring.alarm("LostWakeUpsAlarm", "Tidegate: a wake-up was lost; look at the function's log", Monitoring
                .ofLost(lost));
    }

    static Parts create(Construct scope, TidegateOptions<?> options) {
        return new Parts(scope, options);
    }

    private void allow(Construct scope, TidegateOptions<?> options, Deployments deployments) {
        Stack stack = Stack.of(scope);
        new Permissions(deployments, task, stack).onEcs().forEach(permissions::addStatements);
        OtherPermissions.onCodeDeploy(deployments.groups(), options.unscopedCodeDeploy, stack)
                .forEach(permissions::addStatements);
        if (!options.alarms.isEmpty()) {
            permissions.addStatements(OtherPermissions.readAlarms());
        }
        permissions.addStatements(OtherPermissions.readAndWriteReleases(table),
                OtherPermissions.findOpenReleases(table), OtherPermissions.publishEvents(stack, options.eventBus),
                OtherPermissions.writeLog(log), OtherPermissions.keepLostWakeUps(lost));
    }

    private Map<String, String> environment(Construct scope, TidegateOptions<?> options) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("TIDEGATE_TABLE", table.getTableName());
        environment.put("TIDEGATE_SETTINGS", Stack.of(scope).toJsonString(FunctionSettings.of(options, task,
                network)));
        return environment;
    }

    void allowAnswersToStateMachines() {
        if (!answersStateMachines) {
            answersStateMachines = true;
            permissions.addStatements(OtherPermissions.answerStateMachines());
        }
    }

    MigrationTask task() {
        return task;
    }

    Optional<TaskNetwork> network() {
        return network;
    }

    Table table() {
        return table;
    }

    LogGroup log() {
        return log;
    }

    Queue lost() {
        return lost;
    }

    Function function() {
        return function;
    }

    /** Empty where ECS deploys no service itself. */
    Optional<IRole> hookRole() {
        return hookRole;
    }

    Monitoring monitoring() {
        return monitoring;
    }

    String name() {
        return name;
    }
}
