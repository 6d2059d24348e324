package dev.tidegate.cdk;

import java.util.Optional;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.ecs.BaseService;
import software.amazon.awscdk.services.ecs.CfnService;

/**
 * How the function, its role and its rules call the service, without a reference to it. The service refers to the
 * function through its hook, so a reference back would be a circle that CloudFormation refuses.
 */
record DeployingService(Stack stack, String clusterName, String clusterArn, String name) {
    /** @param given the name to use when the service has none of its own */
    static DeployingService of(String id, BaseService service, Optional<String> given) {
        if (!service.isUsingECSDeploymentController()) {
            throw Misuse.controller(id, service.getNode().getPath());
        }
        return new DeployingService(service.getStack(), service.getCluster().getClusterName(),
                service.getCluster().getClusterArn(), name(id, service, given));
    }

    private static String name(String id, BaseService service, Optional<String> given) {
        String path = service.getNode().getPath();
        Optional<String> own = ownName(service);
        if (own.isPresent() && given.isPresent()) {
            throw Misuse.namedTwice(id, path, own.get(), given.get());
        }
        if (given.filter(Token::isUnresolved).isPresent()) {
            throw Misuse.nameNotKnown(id);
        }
        return own.or(() -> given).orElseThrow(() -> Misuse.unnamed(id, path));
    }

    /** Empty when CloudFormation is to make up the name. */
    private static Optional<String> ownName(BaseService service) {
        // BaseService.getServiceName is a reference to the service even when it is given a name, and the property is a
        // token that may come to nothing.
        String property = ((CfnService) service.getNode().getDefaultChild()).getServiceName();
        return Optional.ofNullable(service.getStack().resolve(property))
                .map(resolved -> resolved instanceof String text ? text : property);
    }

    /** The service itself. */
    String arn() {
        return arn("service", name);
    }

    /** What belongs to the service, such as {@code service-revision}; every one of it. */
    String arnOfAll(String resource) {
        return arn(resource, name + "/*");
    }

    /** Every task of the cluster: a task's ARN does not name its service. */
    String arnOfTasks() {
        return arn("task", "*");
    }

    private String arn(String resource, String rest) {
        return ecs(resource, clusterName + "/" + rest);
    }

    /** Every revision of a task definition. */
    String arnOfFamily(String family) {
        return ecs("task-definition", family + ":*");
    }

    private String ecs(String resource, String name) {
        return stack.formatArn(ArnComponents.builder().service("ecs").resource(resource).resourceName(name).build());
    }
}
