package dev.tidegate.cdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.codedeploy.IEcsDeploymentGroup;
import software.amazon.awscdk.services.ecs.IBaseService;
import software.amazon.awscdk.services.events.IEventBus;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.sns.ITopic;

/**
 * The options of a {@link Tidegate} about deployments: which services carry the migrations of the database, what else
 * uses it, what the post-traffic phase waits for, and for how long.
 *
 * @param <B> the builder
 */
public abstract class TidegateOptions<B extends TidegateOptions<B>> extends TaskOptions<B> {
    final List<DeployedService> services = new ArrayList<>();
    final List<Consumer> consumers = new ArrayList<>();
    final List<IAlarm> alarms = new ArrayList<>();
    Optional<String> name = Optional.empty();
    Optional<CodeIdentity> identity = Optional.empty();
    Optional<Duration> delay = Optional.empty();
    Optional<Duration> settle = Optional.empty();
    Optional<Duration> preTrafficLimit = Optional.empty();
    Optional<Duration> postTrafficLimit = Optional.empty();
    Optional<Duration> retryAfter = Optional.empty();
    Optional<Duration> announcementLife = Optional.empty();
    Optional<Duration> hookPoll = Optional.empty();
    Optional<Duration> keep = Optional.empty();
    boolean approval;
    Optional<IEventBus> eventBus = Optional.empty();
    Optional<ITopic> topic = Optional.empty();
    RetentionDays logRetention = RetentionDays.THREE_MONTHS;
    RemovalPolicy removalPolicy = RemovalPolicy.RETAIN;
    Optional<Number> reservedConcurrentExecutions = Optional.empty();
    boolean unscopedCodeDeploy;

    TidegateOptions() {}

    /**
     * A service whose deployments carry the migrations; at least one is needed. Of the first one cluster, subnets and
     * platform are taken for the migration task.
     *
     * @param service with a {@code serviceName}; one that was imported needs {@link #vpcSubnets} as well
     */
    public B service(IBaseService service) {
        services.add(new DeployedService(NamedService.of(service), Optional.empty()));
        return self();
    }

    /**
     * A service that is deployed already without a {@code serviceName} of its own. Naming it now would replace it.
     *
     * @param serviceName the name that CloudFormation made up; not a value that is known only at deployment
     */
    public B service(IBaseService service, String serviceName) {
        services.add(new DeployedService(NamedService.of(service, serviceName), Optional.empty()));
        return self();
    }

    /** A service that CodeDeploy deploys. @param group its deployment group */
    public B service(IBaseService service, IEcsDeploymentGroup group) {
        services.add(new DeployedService(NamedService.of(service), Optional.of(group)));
        return self();
    }

    /** Several services of one database, each as in {@link #service(IBaseService)}. */
    public B services(List<? extends IBaseService> services) {
        services.forEach(this::service);
        return self();
    }

    /**
     * What else runs code against the database. The post-traffic phase waits until none of it runs older code.
     *
     * @param consumers default: none
     */
    public B consumers(Consumer... consumers) {
        this.consumers.addAll(List.of(consumers));
        return self();
    }

    /**
     * What the database is called in direct calls, logs, events and metrics.
     *
     * @param name default: the name of the first service
     */
    public B name(String name) {
        this.name = Optional.of(name);
        return self();
    }

    /**
     * By what the code of services and consumers is recognised.
     *
     * @param identity default: {@link CodeIdentity#imageDigest()}
     */
    public B identity(CodeIdentity identity) {
        this.identity = Optional.of(identity);
        return self();
    }

    /**
     * Alarms that must not be in {@code ALARM} before the post-traffic phase.
     *
     * @param alarms at most 100; default: none
     */
    public B alarms(IAlarm... alarms) {
        this.alarms.addAll(List.of(alarms));
        return self();
    }

    /**
     * How long the post-traffic phase waits after the old code was proven gone.
     *
     * @param delay at most 80 days, because ECS remembers a deployment for 90; default: not at all
     */
    public B delay(Duration delay) {
        this.delay = Optional.of(delay);
        return self();
    }

    /**
     * The least time between the two looks that must both find the old code gone.
     *
     * @param settle 1 second to 1 day; default: 30 seconds
     */
    public B settle(Duration settle) {
        this.settle = Optional.of(settle);
        return self();
    }

    /**
     * Whether somebody has to approve the post-traffic phase.
     *
     * @param approval default: no
     */
    public B approval(boolean approval) {
        this.approval = approval;
        return self();
    }

    /**
     * How long a release may take for its pre-traffic phase.
     *
     * @param limit at most 52 minutes with CodeDeploy, else 23 hours; default: 50 minutes
     */
    public B preTrafficLimit(Duration limit) {
        this.preTrafficLimit = Optional.of(limit);
        return self();
    }

    /**
     * How long one post-traffic task may run.
     *
     * @param limit at most 7 days; default: 1 hour
     */
    public B postTrafficLimit(Duration limit) {
        this.postTrafficLimit = Optional.of(limit);
        return self();
    }

    /**
     * The first wait before a task is tried again.
     *
     * @param retryAfter 1 second to 1 day; default: 1 minute
     */
    public B retryAfter(Duration retryAfter) {
        this.retryAfter = Optional.of(retryAfter);
        return self();
    }

    /**
     * How long a deployment that was announced by {@link Tidegate#preTraffic} may keep others waiting without having
     * begun.
     *
     * @param announcementLife 1 minute to 30 days; default: 1 day
     */
    public B announcementLife(Duration announcementLife) {
        this.announcementLife = Optional.of(announcementLife);
        return self();
    }

    /**
     * How soon ECS asks again while a hook waits.
     *
     * @param hookPoll 1 second to 5 minutes; default: 30 seconds
     */
    public B hookPoll(Duration hookPoll) {
        this.hookPoll = Optional.of(hookPoll);
        return self();
    }

    /**
     * How long a release that has ended is kept.
     *
     * @param keep 1 day to 3650 days; default: 90 days
     */
    public B keep(Duration keep) {
        this.keep = Optional.of(keep);
        return self();
    }

    /**
     * Where every step of a release is published.
     *
     * @param eventBus default: the account's default bus
     */
    public B eventBus(IEventBus eventBus) {
        this.eventBus = Optional.of(eventBus);
        return self();
    }

    /**
     * Who is told when one of the alarms of this construct goes off.
     *
     * @param topic default: nobody
     */
    public B topic(ITopic topic) {
        this.topic = Optional.of(topic);
        return self();
    }

    /**
     * How long the logs of the function and of migration tasks are kept.
     *
     * @param logRetention default: three months
     */
    public B logRetention(RetentionDays logRetention) {
        this.logRetention = logRetention;
        return self();
    }

    /**
     * What becomes of the table and the log groups when the stack is deleted.
     *
     * @param removalPolicy default: they stay
     */
    public B removalPolicy(RemovalPolicy removalPolicy) {
        this.removalPolicy = removalPolicy;
        return self();
    }

    /**
     * Executions that no other function of the account can take away. A hook that is throttled rolls a deployment back,
     * so an account that comes near its limit should reserve some. A reservation is a limit as well, and one of less
     * than 10 would throttle when many tasks stop at once.
     *
     * @param executions at least 10; default: none reserved, because a new account has only 10 in all
     */
    public B reservedConcurrentExecutions(Number executions) {
        this.reservedConcurrentExecutions = Optional.of(executions);
        return self();
    }

    /**
     * Whether the actions of CodeDeploy that answer a hook and read a deployment's targets are allowed on any resource.
     * AWS's service authorization reference lists no resource for them, its CodeDeploy guide the deployment group.
     *
     * @param unscoped default: no, on the deployment group only; set it if hooks are denied
     */
    public B unscopedCodeDeploy(boolean unscoped) {
        this.unscopedCodeDeploy = unscoped;
        return self();
    }
}
