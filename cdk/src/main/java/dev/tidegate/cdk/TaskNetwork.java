package dev.tidegate.cdk;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.services.ec2.Connections;
import software.amazon.awscdk.services.ec2.ConnectionsProps;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ecs.BaseService;
import software.amazon.awscdk.services.ecs.CfnService.AwsVpcConfigurationProperty;
import software.amazon.awscdk.services.ecs.CfnService.NetworkConfigurationProperty;
import software.amazon.awscdk.services.ecs.NetworkMode;
import software.amazon.awscdk.services.ecs.TaskDefinition;
import software.amazon.jsii.Kernel;
import software.amazon.jsii.NativeType;
import software.constructs.Construct;

/** Where migration tasks run: subnets, security groups, a public address or none. */
record TaskNetwork(List<String> subnets, List<ISecurityGroup> securityGroups, boolean publicIp) {
    /** Empty when the task shares the network of its instance. */
    static Optional<TaskNetwork> create(Construct scope, TaskDefinition task, TidegateOptions<?> options) {
        if (task.getNetworkMode() != NetworkMode.AWS_VPC) {
            return Optional.empty();
        }
        NamedService service = options.services.get(0).named();
        Optional<AwsVpcConfigurationProperty> ofService = service.inApp().flatMap(TaskNetwork::of);
        List<String> subnets = options.vpcSubnets.map(selection -> service.cluster().getVpc()
                .selectSubnets(selection).getSubnetIds()).or(() -> ofService.map(
                        AwsVpcConfigurationProperty::getSubnets))
                .orElse(List.of());
        List<ISecurityGroup> groups = options.securityGroups.orElseGet(() -> List.of(own(scope, service)));
        options.database.ifPresent(database -> new Connections(ConnectionsProps.builder().securityGroups(groups)
                .build()).allowToDefaultPort(database.connectable(), "Tidegate: migrations"));
        boolean publicIp = options.assignPublicIp.orElseGet(() -> ofService
                .map(AwsVpcConfigurationProperty::getAssignPublicIp).filter("ENABLED"::equals).isPresent());
        return Optional.of(new TaskNetwork(subnets, groups, publicIp));
    }

    private static SecurityGroup own(Construct scope, NamedService service) {
        SecurityGroup group = SecurityGroup.Builder.create(scope, "SecurityGroup").vpc(service.cluster().getVpc())
                .description("Tidegate: migration tasks").allowAllOutbound(false).build();
        group.addEgressRule(Peer.anyIpv4(), Port.tcp(443), "images, secrets and logs");
        return group;
    }

    /**
     * The CDK shows it only to the classes of services. What the resource has is resolved already: its references would
     * not lead into another stack any more.
     */
    private static Optional<AwsVpcConfigurationProperty> of(BaseService service) {
        return Optional.ofNullable(Kernel.get(service, "networkConfiguration", NativeType.forClass(
                NetworkConfigurationProperty.class))).map(network -> Kernel.get(network, "awsvpcConfiguration",
                        NativeType.forClass(AwsVpcConfigurationProperty.class)));
    }

    Connections connections() {
        return new Connections(ConnectionsProps.builder().securityGroups(securityGroups).build());
    }
}
