package dev.tidegate.cdk;

import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.services.ecs.BaseService;
import software.amazon.awscdk.services.ecs.ContainerDefinition;
import software.amazon.awscdk.services.ecs.IBaseService;
import software.amazon.awscdk.services.ecs.ICluster;
import software.amazon.awscdk.services.ecs.TaskDefinition;

/**
 * Something besides the deployed service that runs code against the database. The post-traffic phase waits until none
 * of its tasks runs older code.
 */
public final class Consumer {
    private final Optional<NamedService> service;
    private final ICluster cluster;
    private final String name;
    private final Optional<TaskDefinition> definition;
    private final Optional<CodeIdentity> identity;
    private final Optional<String> container;
    private final boolean ordered;

    private Consumer(Optional<NamedService> service, ICluster cluster, String name, Optional<TaskDefinition> definition,
            Optional<CodeIdentity> identity, Optional<String> container, boolean ordered) {
        this.service = service;
        this.cluster = cluster;
        this.name = name;
        this.definition = definition;
        this.identity = identity;
        this.container = container;
        this.ordered = ordered;
    }

    /**
     * An ECS service, such as one of workers. If it is in the stack of an attached service, CloudFormation changes it
     * after that one: so its new code, too, finds the pre-traffic migrations done.
     *
     * @param service with a {@code serviceName}, or imported
     */
    public static Consumer service(IBaseService service) {
        return service(NamedService.of(service));
    }

    /**
     * An ECS service that CloudFormation named.
     *
     * @param service without a {@code serviceName} of its own
     * @param serviceName the name it has; not a value that is known only at deployment
     */
    public static Consumer service(IBaseService service, String serviceName) {
        return service(NamedService.of(service, serviceName));
    }

    private static Consumer service(NamedService service) {
        Optional<TaskDefinition> definition = service.inApp().map(BaseService::getTaskDefinition);
        return new Consumer(Optional.of(service), service.cluster(), service.name(), definition, Optional.empty(),
                Optional.empty(), true);
    }

    /**
     * The tasks of a task definition that no service runs: scheduled jobs, one-off tasks. Let whatever starts them wait
     * for the attached service: {@code rule.getNode().addDependency(service)}.
     *
     * @param taskDefinition every revision of its family counts
     * @param cluster where its tasks run
     */
    public static Consumer taskFamily(TaskDefinition taskDefinition, ICluster cluster) {
        return new Consumer(Optional.empty(), cluster, taskDefinition.getFamily(), Optional.of(taskDefinition),
                Optional.empty(), Optional.empty(), true);
    }

    /**
     * The tasks of a family that no service runs.
     *
     * @param family the name of the family
     * @param cluster where its tasks run
     */
    public static Consumer taskFamily(String family, ICluster cluster) {
        return new Consumer(Optional.empty(), cluster, Objects.requireNonNull(family, "family"), Optional.empty(),
                Optional.empty(), Optional.empty(), true);
    }

    /**
     * By what its code is compared with a release.
     *
     * @param identity default: that of the {@link Tidegate}
     */
    public Consumer identity(CodeIdentity identity) {
        return new Consumer(service, cluster, name, definition, Optional.of(identity), container, ordered);
    }

    /**
     * Whose code counts.
     *
     * @param container default: the default container of the task definition; of an imported one, the only one
     */
    public Consumer container(String container) {
        return new Consumer(service, cluster, name, definition, identity, Optional.of(container), ordered);
    }

    /** Lets CloudFormation change this service before the attached ones: for when those have to come after it. */
    public Consumer inAnyOrder() {
        return new Consumer(service, cluster, name, definition, identity, container, false);
    }

    Optional<NamedService> service() {
        return service;
    }

    ICluster cluster() {
        return cluster;
    }

    String name() {
        return name;
    }

    Optional<TaskDefinition> definition() {
        return definition;
    }

    Optional<CodeIdentity> identity() {
        return identity;
    }

    Optional<String> container() {
        return container.or(() -> definition.map(TaskDefinition::getDefaultContainer)
                .map(ContainerDefinition::getContainerName));
    }

    boolean isOrdered() {
        return ordered;
    }

    /** What messages call it. */
    String title() {
        return (service.isPresent() ? "service" : "task family") + " \"" + name + "\"";
    }
}
