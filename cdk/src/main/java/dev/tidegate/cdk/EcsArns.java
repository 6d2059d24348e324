package dev.tidegate.cdk;

import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecs.ICluster;

/** ARNs of ECS resources in the account and region of a stack, made of names: see {@link NamedService}. */
record EcsArns(Stack stack) {
    String service(NamedService service) {
        return of("service", service.cluster(), service.name());
    }

    /** What belongs to the service, such as {@code service-revision}; every one of it. */
    String everyOneOf(String resource, NamedService service) {
        return of(resource, service.cluster(), service.name() + "/*");
    }

    /** Every task of the cluster: a task's ARN does not name its service. */
    String tasks(ICluster cluster) {
        return of("task", cluster, "*");
    }

    /** Every revision of a task definition. */
    String family(String family) {
        return format("task-definition", family + ":*");
    }

    private String of(String resource, ICluster cluster, String rest) {
        return format(resource, cluster.getClusterName() + "/" + rest);
    }

    private String format(String resource, String name) {
        return stack.formatArn(ArnComponents.builder().service("ecs").resource(resource).resourceName(name).build());
    }
}
