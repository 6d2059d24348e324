package dev.tidegate.cdk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.ecs.BaseService;
import software.amazon.awscdk.services.ecs.TaskDefinition;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.IFunction;
import software.constructs.Construct;

/**
 * Runs a database's migrations around every deployment of an ECS service: the pre-traffic phase before a new task
 * starts, the post-traffic phase when no older code is left.
 *
 * <pre>{@code
 * FargateService service = FargateService.Builder.create(this, "Web").serviceName("web") // ...
 *         .build();
 * FargateTaskDefinition migration = // ... with a container "migrate"
 * Tidegate.Builder.create(this, "Tidegate")
 *         .service(service)
 *         .migrationTask(migration)
 *         .container("migrate")
 *         .code(Code.fromAsset("tidegate-lambda.jar"))
 *         .build();
 * }</pre>
 *
 * <p>For a service whose deployments ECS controls itself (not CodeDeploy), in any strategy. It adds a lifecycle hook at
 * {@code PRE_SCALE_UP}, so a pre-traffic migration that fails fails the deployment. Migration tasks run in the
 * service's cluster, subnets and security groups. The ledger stays when the stack is deleted.
 */
public final class Tidegate extends Construct {
    private final Table ledger;
    private final Function function;

    private Tidegate(Construct scope, String id, BaseService service, DeployingService deploying, Builder given) {
        super(scope, id);
        ledger = Ledger.create(this);
        var permissions = new Permissions(deploying, given.migrationTask, given.container, ledger);
        function = Control.create(this, given.code, settings(deploying, given), permissions);
        WakeUps.add(this, deploying, function);
        PreTrafficHook.add(this, service, function);
        // A migration task runs while the service is being made or changed: its roles must be complete by then.
        service.getNode().addDependency(given.migrationTask, given.migrationTask.getTaskRole());
    }

    /** The environment that the function reads its settings from. */
    private Map<String, String> settings(DeployingService deploying, Builder given) {
        Map<String, Object> task = new LinkedHashMap<>();
        // The revision and not the family: the service then comes after the function, and the function after the new
        // revision, so a deployment cannot meet the migrations of the one before it.
        task.put("taskDefinition", given.migrationTask.getTaskDefinitionArn());
        task.put("container", given.container);
        Map<String, Object> database = new LinkedHashMap<>();
        database.put("name", deploying.name());
        database.put("cluster", deploying.clusterName());
        database.put("service", deploying.name());
        database.put("task", task);
        return Map.of("TIDEGATE_TABLE", ledger.getTableName(), "TIDEGATE_SETTINGS",
                deploying.stack().toJsonString(Map.of("databases", List.of(database))));
    }

    /** The function, to be allowed or watched; a direct call of it tells what a release waits for. */
    public IFunction getFunction() {
        return function;
    }

    /** The ledger: the DynamoDB table of releases. */
    public ITable getLedger() {
        return ledger;
    }

    /** Collects what a {@link Tidegate} needs. Only {@link #serviceName} may be left out. */
    public static final class Builder implements software.amazon.jsii.Builder<Tidegate> {
        private final Construct scope;
        private final String id;
        private BaseService service;
        private String serviceName;
        private TaskDefinition migrationTask;
        private String container;
        private Code code;

        private Builder(Construct scope, String id) {
            this.scope = scope;
            this.id = id;
        }

        /**
         * @param scope where it belongs: the stack of the service
         * @param id unique in that scope
         */
        public static Builder create(Construct scope, String id) {
            return new Builder(Objects.requireNonNull(scope, "scope"), Objects.requireNonNull(id, "id"));
        }

        /**
         * The service whose deployments carry the migrations.
         *
         * @param service with a {@code serviceName} and the deployment controller {@code ECS}
         */
        public Builder service(BaseService service) {
            this.service = service;
            return this;
        }

        /**
         * The name of a service that is deployed already without a {@code serviceName} of its own, as CloudFormation
         * made it up. Naming that service now would replace it.
         *
         * @param serviceName the name itself, not a value that is known only at deployment
         */
        public Builder serviceName(String serviceName) {
            this.serviceName = serviceName;
            return this;
        }

        /**
         * The task definition that runs the migrations: Tidegate's runner, or an image of yours whose container takes
         * {@code pre} and {@code post} as its command. It may be the service's own.
         */
        public Builder migrationTask(TaskDefinition migrationTask) {
            this.migrationTask = migrationTask;
            return this;
        }

        /** The container of the migration task whose command is set and whose exit code counts. */
        public Builder container(String container) {
            this.container = container;
            return this;
        }

        /** The function's code: {@code Code.fromAsset} of {@code tidegate-lambda.jar}. */
        public Builder code(Code code) {
            this.code = code;
            return this;
        }

        /**
         * Adds everything to the stack, and the hook to the service.
         *
         * @throws IllegalArgumentException when something is missing or does not fit; it says what, and what to do
         */
        @Override
        public Tidegate build() {
            Map<String, Object> needed = new LinkedHashMap<>();
            needed.put("service", service);
            needed.put("migrationTask", migrationTask);
            needed.put("container", container);
            needed.put("code", code);
            List<String> missing = needed.keySet().stream().filter(name -> needed.get(name) == null).toList();
            if (!missing.isEmpty()) {
                throw Misuse.missing(id, missing);
            }
            if (migrationTask.findContainer(container) == null) {
                throw Misuse.noContainer(id, migrationTask.getNode().getPath(), container);
            }
            return new Tidegate(scope, id, service, DeployingService.of(id, service, Optional.ofNullable(serviceName)),
                    this);
        }
    }
}
