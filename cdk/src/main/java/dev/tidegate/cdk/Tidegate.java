package dev.tidegate.cdk;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.ec2.Connections;
import software.amazon.awscdk.services.ec2.ConnectionsProps;
import software.amazon.awscdk.services.ec2.IConnectable;
import software.amazon.awscdk.services.ecs.BaseService;
import software.amazon.awscdk.services.events.OnEventOptions;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.stepfunctions.tasks.LambdaInvoke;
import software.constructs.Construct;

/**
 * Runs a database's migrations around every deployment of an ECS service: the pre-traffic phase before a new task
 * starts, the post-traffic phase when no older code is left.
 *
 * <pre>{@code
 * Tidegate tidegate = Tidegate.Builder.create(this, "Tidegate")
 *         .service(web)                                        // a FargateService with a serviceName
 *         .image(ContainerImage.fromAsset("migrations"))       // Tidegate's runner and your scripts
 *         .database(cluster).secret(cluster.getSecret())
 *         .consumers(Consumer.service(worker), Consumer.taskFamily(report, ecsCluster))
 *         .build();
 * tidegate.attachTo(web);
 * tidegate.alarmOnFailure();
 * }</pre>
 *
 * <p>It makes a function without a network, without access to the database and without a secret; a table of releases; a
 * migration task with a role and a security group of its own; rules that wake the function; a queue with an alarm for
 * wake-ups that were lost. As {@link IConnectable} and {@link IGrantable} it stands for the migration task. Table and
 * log groups stay when the stack is deleted.
 */
public final class Tidegate extends Construct implements IConnectable, IGrantable {
    private final Parts parts;
    private final TidegateOptions<?> options;
    private final List<BaseService> attached = new ArrayList<>();
    private final Set<String> announced = new HashSet<>();

    private Tidegate(Construct scope, String id, TidegateOptions<?> options) {
        super(scope, id);
        this.options = options;
        parts = Parts.create(this, options);
        getNode().addValidation(new SynthesisChecks(id, options, parts.task(), attached, announced));
    }

    /**
     * Adds the lifecycle hook that runs the pre-traffic phase before a new task of the service starts. A migration that
     * fails then fails the deployment.
     *
     * @param service one of the services that were given to the builder, deployed by ECS itself in any strategy
     * @throws IllegalArgumentException when it is none of them
     */
    public Tidegate attachTo(BaseService service) {
        DeployedService deployed = options.services.stream().filter(one -> one.named().service() == service)
                .findFirst().orElseThrow(() -> Misuse.of(getNode().getId(), List.of(Misuse.notMine(service.getNode()
                        .getPath()))));
        if (deployed.named().controller().filter("ECS"::equals).isEmpty()) {
            throw Misuse.of(getNode().getId(), List.of(Misuse.noHooks(service.getNode().getPath())));
        }
        if (!attached.contains(service)) {
            attached.add(service);
            PreTrafficHook.add(service, parts.function(), getHookRole());
            Order.hookAfter(deployed.named(), parts.task(), parts.network(), options.database);
            options.consumers.forEach(consumer -> Order.consumerAfter(consumer, service));
        }
        return this;
    }

    /**
     * The hooks section of an AppSpec, for a service that CodeDeploy deploys. The function's name begins with
     * {@code CodeDeployHook_}: the managed policy {@code AWSCodeDeployRoleForECSLimited} lets CodeDeploy call it.
     *
     * @throws IllegalArgumentException when CodeDeploy deploys none of its services
     */
    public List<Map<String, String>> codeDeployHooks() {
        if (options.services.stream().allMatch(service -> service.group().isEmpty())) {
            throw Misuse.of(getNode().getId(), List.of(Misuse.noAppSpec()));
        }
        return List.of(Map.of("BeforeInstall", Control.name(this)));
    }

    /**
     * A state of Step Functions that announces a deployment, runs its pre-traffic phase and waits for the end of it. For
     * a service without hook: change the service afterwards. The output has {@code release}, for {@link #postTraffic};
     * a phase that fails is the error {@code Tidegate.PreFailed} or {@code Tidegate.Refused}.
     *
     * @param scope where the state belongs
     * @param id unique in that scope; the name of the state
     * @param service one of the services that were given to the builder, by its name
     * @param taskDefinition the new task definition's ARN, or where it is in the input, such as
     *        {@code JsonPath.stringAt("$.taskDefinition")}
     * @throws IllegalArgumentException when no service of that name was given to the builder
     */
    public LambdaInvoke preTraffic(Construct scope, String id, String service, String taskDefinition) {
        List<String> names = options.services.stream().map(DeployedService::name).toList();
        if (!Token.isUnresolved(service) && !names.contains(service) && names.stream().noneMatch(
                Token::isUnresolved)) {
            throw Misuse.of(getNode().getId(), List.of(Misuse.noSuchService(service, names)));
        }
        Map<String, String> call = new LinkedHashMap<>();
        call.put("database", parts.name());
        call.put("service", service);
        call.put("taskDefinition", taskDefinition);
        parts.allowAnswersToStateMachines();
        announced.add(service);
        return Waits.start(scope, id, parts.function(), call);
    }

    /**
     * A state of Step Functions that waits for the end of a release's post-traffic phase. A release that ends without
     * one is the error {@code Tidegate.Disarmed}, a phase that fails {@code Tidegate.PostFailed}.
     *
     * @param scope where the state belongs
     * @param id unique in that scope; the name of the state
     * @param release the release's id, or where it is in the input, such as {@code JsonPath.stringAt("$.release")}
     */
    public LambdaInvoke postTraffic(Construct scope, String id, String release) {
        parts.allowAnswersToStateMachines();
        return Waits.await(scope, id, parts.function(), release);
    }

    /**
     * Allows direct calls: ask what a release waits for, approve, retry or cancel it.
     *
     * @param grantee whom to allow them
     */
    public Grant grantOperate(IGrantable grantee) {
        return parts.function().grantInvoke(grantee);
    }

    /**
     * A rule on every step of this database's releases, those included that are refused before their database is known.
     *
     * @param id of the rule
     * @param options its target, and a pattern that narrows it, such as by {@code state}
     */
    public Rule onStateChange(String id, OnEventOptions options) {
        return StateChanges.rule(this, id, parts.function(), this.options.eventBus, options);
    }

    /** Releases that were refused or failed in a phase: their number, those included whose database could not be told. */
    public Metric metricFailures(MetricOptions options) {
        return parts.monitoring().failures(options);
    }

    /** How long the oldest release has been waiting for its post-traffic phase, in seconds. */
    public Metric metricArmedFor(MetricOptions options) {
        return parts.monitoring().metric("ArmedSeconds", "Maximum", options);
    }

    /** How long pre-traffic phases took, in seconds. */
    public Metric metricPreTrafficDuration(MetricOptions options) {
        return parts.monitoring().metric("PreTrafficSeconds", "Maximum", options);
    }

    /** How long the old code took to be gone and the gates to open, in seconds. */
    public Metric metricDrainDuration(MetricOptions options) {
        return parts.monitoring().metric("DrainSeconds", "Maximum", options);
    }

    /** How long post-traffic phases took, in seconds. */
    public Metric metricPostTrafficDuration(MetricOptions options) {
        return parts.monitoring().metric("PostTrafficSeconds", "Maximum", options);
    }

    /** An alarm when a release is refused or fails in a phase. Also when its database could not be told. */
    public Alarm alarmOnFailure() {
        return parts.monitoring().alarm("FailureAlarm", "Tidegate: a release was refused or failed",
                metricFailures(MetricOptions.builder().build()));
    }

    /**
     * An alarm when a release waits for its post-traffic phase for longer than that.
     *
     * @param most longer than the bake time, the termination of old tasks and the delay together
     */
    public Alarm alarmOnArmedFor(Duration most) {
        return parts.monitoring().alarmAbove("ArmedAlarm", "Tidegate: a release waits long for its post-traffic phase",
                metricArmedFor(MetricOptions.builder().build()), most);
    }

    /** A dashboard of the phases, waits and failures, and of the function. */
    public Dashboard dashboard() {
        return parts.monitoring().dashboard(parts.lost());
    }

    /** The network of the migration task. */
    @Override
    public Connections getConnections() {
        return parts.network().map(TaskNetwork::connections).orElseGet(() -> new Connections(ConnectionsProps.builder()
                .build()));
    }

    /** The role of the migration task. */
    @Override
    public IPrincipal getGrantPrincipal() {
        return parts.task().definition().getTaskRole().getGrantPrincipal();
    }

    /** The function; a direct call of it tells what a release waits for. */
    public IFunction getFunction() {
        return parts.function();
    }

    /**
     * The role by which ECS calls the function: for the lifecycle hook of a service that was imported, where that
     * service is defined.
     *
     * @throws IllegalArgumentException when CodeDeploy deploys all of its services
     */
    public IRole getHookRole() {
        return parts.hookRole().orElseThrow(() -> Misuse.of(getNode().getId(), List.of(Misuse.noHookRole())));
    }

    /** The log group of the function. */
    public ILogGroup getLogGroup() {
        return parts.log();
    }

    /** The DynamoDB table of releases. */
    public ITable getTable() {
        return parts.table();
    }

    /** Collects what a {@link Tidegate} needs: a service, what runs the migrations, and the database. */
    public static final class Builder extends TidegateOptions<Builder>
            implements
                software.amazon.jsii.Builder<Tidegate> {
        private final Construct scope;
        private final String id;

        private Builder(Construct scope, String id) {
            this.scope = scope;
            this.id = id;
        }

        /**
         * @param scope where it belongs: the stack of the services
         * @param id unique in that scope
         */
        public static Builder create(Construct scope, String id) {
            return new Builder(Objects.requireNonNull(scope, "scope"), Objects.requireNonNull(id, "id"));
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Adds everything to the stack but the hooks: see {@link Tidegate#attachTo}.
         *
         * @throws IllegalArgumentException naming everything that is missing or does not fit, and what to do
         */
        @Override
        public Tidegate build() {
            List<String> problems = Stream.of(ServiceChecks.problems(scope, this), TaskChecks.problems(this),
                    LimitChecks.problems(this)).flatMap(List::stream).toList();
            if (!problems.isEmpty()) {
                throw Misuse.of(id, problems);
            }
            return new Tidegate(scope, id, this);
        }
    }
}
