package dev.tidegate.cdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.services.ecs.NetworkMode;
import software.amazon.awscdk.services.ecs.TaskDefinition;
import software.constructs.IConstruct;

/** What can be wrong with the migration task that is given, and with its way to the database. */
final class TaskChecks {
    private final TidegateOptions<?> options;
    private final List<String> problems = new ArrayList<>();

    private TaskChecks(TidegateOptions<?> options) {
        this.options = options;
    }

    static List<String> problems(TidegateOptions<?> options) {
        TaskChecks checks = new TaskChecks(options);
        checks.whatRuns();
        checks.network();
        if (options.image.isPresent()) {
            checks.login();
        }
        return checks.problems;
    }

    private void whatRuns() {
        if (options.image.isPresent() && options.taskDefinition.isPresent()) {
            problems.add(Misuse.twoToRun());
        } else if (options.taskDefinition.isPresent()) {
            container(options.taskDefinition.get());
        } else if (options.image.isPresent()) {
            if (options.container.isPresent()) {
                problems.add(Misuse.containerOfImage());
            }
        } else if (options.preCommand.isEmpty() || options.postCommand.isEmpty()) {
            problems.add(Misuse.nothingToRun());
        } else {
            options.services.stream().findFirst().ifPresent(first -> first.definition().ifPresentOrElse(
                    this::container, () -> problems.add(Misuse.ownImageOfImported(first.named().path()))));
        }
    }

    private void container(TaskDefinition task) {
        String path = task.getNode().getPath();
        if (options.container.isPresent()) {
            options.container.filter(name -> task.findContainer(name) == null)
                    .ifPresent(name -> problems.add(Misuse.noContainer(path, name)));
        } else if (task.getDefaultContainer() == null) {
            problems.add(Misuse.emptyTaskDefinition(path));
        }
    }

    private void network() {
        boolean own = options.taskDefinition.map(task -> task.getNetworkMode() == NetworkMode.AWS_VPC).orElse(true);
        if (own && options.database.isEmpty() && options.securityGroups.isEmpty()) {
            problems.add(Misuse.unreachable());
        }
        options.database.map(Database::connectable).filter(database -> database.getConnections()
                .getDefaultPort() == null).ifPresent(database -> problems.add(Misuse.noPort(
                        database instanceof IConstruct construct ? construct.getNode().getPath() : "given")));
        options.services.stream().findFirst().map(DeployedService::named)
                .filter(first -> own && first.inApp().isEmpty() && options.vpcSubnets.isEmpty())
                .ifPresent(first -> problems.add(Misuse.importedWithoutSubnets(first.path())));
    }

    private void login() {
        boolean byVariable = options.environment.containsKey("TIDEGATE_DATABASE_USER");
        if (options.secret.isPresent() && options.databaseUser.isPresent()) {
            problems.add(Misuse.twoLogins());
        } else if (options.secret.isEmpty() && options.databaseUser.isEmpty() && !byVariable) {
            problems.add(Misuse.noLogin());
        }
        Optional<Database> database = options.database;
        if (options.databaseUser.isPresent() && database.flatMap(Database::login).isEmpty()) {
            problems.add(Misuse.noIamLogin());
        }
        // A secret may have it.
        if (options.secret.isEmpty() && options.databaseName.isEmpty()
                && !options.environment.containsKey(DatabaseLogin.URL)) {
            problems.add(Misuse.noAddress());
        }
    }
}
