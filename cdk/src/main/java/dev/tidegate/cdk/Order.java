package dev.tidegate.cdk;

import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecs.BaseService;
import software.constructs.IConstruct;
import software.constructs.Node;

/** What CloudFormation has to do before what. */
final class Order {
    private Order() {}

    /** A migration task runs while the service is being made or changed: all that it needs must be there by then. */
    static void hookAfter(NamedService service, MigrationTask task, Optional<TaskNetwork> network,
            Optional<Database> database) {
        // Of the resource and not the construct: the database's rules may refer to the service's security group.
        Node resource = service.resource().getNode();
        resource.addDependency(task.definition(), task.definition().getTaskRole());
        network.ifPresent(where -> where.securityGroups().forEach(resource::addDependency));
        // Of another stack the whole comes before this one anyway, because the migration task refers to it.
        database.map(Database::connectable).filter(IConstruct.class::isInstance).map(IConstruct.class::cast)
                .filter(one -> stack(one).equals(stack(service.service()))).ifPresent(resource::addDependency);
    }

    /** Otherwise a consumer's new code could meet a database whose pre-traffic migrations have not run. */
    static void consumerAfter(Consumer consumer, BaseService deployed) {
        consumer.service().filter(service -> consumer.isOrdered() && service.inApp().isPresent())
                .filter(service -> stack(service.service()).equals(stack(deployed)))
                .ifPresent(service -> service.resource().getNode().addDependency(deployed));
    }

    private static String stack(IConstruct construct) {
        return Stack.of(construct).getNode().getAddr();
    }
}
