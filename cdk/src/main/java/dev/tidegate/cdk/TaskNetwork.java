package dev.tidegate.cdk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.ec2.Connections;
import software.amazon.awscdk.services.ec2.ConnectionsProps;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ecs.NetworkMode;
import software.amazon.awscdk.services.ecs.TaskDefinition;
import software.constructs.Construct;

/** Where migration tasks run: subnets, security groups, a public address or none. */
record TaskNetwork(List<String> subnets, List<ISecurityGroup> securityGroups, boolean publicIp) {
    /** Empty when the task shares the network of its instance. */
    static Optional<TaskNetwork> create(Construct scope, TaskDefinition task, TidegateOptions<?> options) {
        if (task.getNetworkMode() != NetworkMode.AWS_VPC) {
            return Optional.empty();
        }
        NamedService service = options.services.get(0).named();
        Map<?, ?> ofService = ofService(service);
        List<String> subnets = options.vpcSubnets.map(selection -> service.cluster().getVpc()
                .selectSubnets(selection).getSubnetIds()).orElseGet(() -> texts(ofService.get("subnets")));
        List<ISecurityGroup> groups = options.securityGroups.orElseGet(() -> List.of(own(scope, service)));
        options.database.ifPresent(database -> new Connections(ConnectionsProps.builder().securityGroups(groups)
                .build()).allowToDefaultPort(database.connectable(), "Tidegate: migrations"));
        return Optional.of(new TaskNetwork(subnets, groups, options.assignPublicIp.orElseGet(() -> "ENABLED".equals(
                ofService.get("assignPublicIp")))));
    }

    private static SecurityGroup own(Construct scope, NamedService service) {
        SecurityGroup group = SecurityGroup.Builder.create(scope, "SecurityGroup").vpc(service.cluster().getVpc())
                .description("Tidegate: migration tasks").allowAllOutbound(false).build();
        group.addEgressRule(Peer.anyIpv4(), Port.tcp(443), "images, secrets and logs");
        return group;
    }

    private static Map<?, ?> ofService(NamedService service) {
        Object network = service.inApp().map(base -> Stack.of(base).resolve(service.resource()
                .getNetworkConfiguration())).orElse(null);
        return network instanceof Map<?, ?> map && map.get("awsvpcConfiguration") instanceof Map<?, ?> vpc ? vpc
                : Map.of();
    }

    /** What was resolved may refer to other resources: as tokens they can stand in texts again. */
    private static List<String> texts(Object resolved) {
        return resolved instanceof List<?> list
                ? list.stream().map(one -> one instanceof String text ? text : Token.asString(one)).toList()
                : List.of();
    }

    Connections connections() {
        return new Connections(ConnectionsProps.builder().securityGroups(securityGroups).build());
    }
}
