package dev.tidegate.cdk;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.codedeploy.EcsBlueGreenDeploymentConfig;
import software.amazon.awscdk.services.codedeploy.EcsDeploymentGroup;
import software.amazon.awscdk.services.ec2.Connections;
import software.amazon.awscdk.services.ec2.ConnectionsProps;
import software.amazon.awscdk.services.ec2.IConnectable;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.DeploymentController;
import software.amazon.awscdk.services.ecs.DeploymentControllerType;
import software.amazon.awscdk.services.ecs.DeploymentStrategy;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.ICluster;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.RuntimePlatform;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.BaseApplicationListenerProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerAction;
import software.amazon.awscdk.services.elasticloadbalancingv2.TargetType;
import software.amazon.awscdk.services.secretsmanager.Secret;

/** What a Tidegate is put beside, as small as it gets. */
final class Given {
    final App app;
    final Stack stack;
    final Vpc vpc;
    final ICluster cluster;
    final FargateTaskDefinition task;
    final IConnectable database;
    final Secret secret;

    /** @param name of the folder below target that the app is written to */
    Given(String name) {
        this(name, (stack, vpc) -> Cluster.Builder.create(stack, "Cluster").vpc(vpc).build());
    }

    Given(String name, BiFunction<Stack, Vpc, ICluster> clusters) {
        app = Readable.app(name);
        stack = new Stack(app, "Shop", StackProps.builder().env(Environment.builder().account("123456789012").region(
                "eu-west-1").build()).build());
        vpc = Vpc.Builder.create(stack, "Vpc").maxAzs(2).natGateways(0).build();
        cluster = clusters.apply(stack, vpc);
        task = task("Task", "shop");
        database = new Reachable(SecurityGroup.Builder.create(stack, "DatabaseGroup").vpc(vpc).build());
        secret = Secret.Builder.create(stack, "Secret").build();
    }

    /** A database of which only the way to it is known. */
    private static final class Reachable implements IConnectable {
        private final SecurityGroup group;

        Reachable(SecurityGroup group) {
            this.group = group;
        }

        @Override
        public Connections getConnections() {
            return new Connections(ConnectionsProps.builder().defaultPort(Port.tcp(5432)).securityGroups(List.of(group))
                    .build());
        }
    }

    FargateTaskDefinition task(String id, String image) {
        FargateTaskDefinition made = FargateTaskDefinition.Builder.create(stack, id).runtimePlatform(RuntimePlatform
                .builder().cpuArchitecture(CpuArchitecture.ARM64).build()).build();
        made.addContainer("app", ContainerDefinitionOptions.builder()
                .image(ContainerImage.fromRegistry("registry.example/" + image + ":42"))
                .logging(LogDriver.awsLogs(AwsLogDriverProps.builder().streamPrefix("app").build())).build());
        return made;
    }

    FargateService.Builder service(String id) {
        return FargateService.Builder.create(stack, id).cluster(cluster).taskDefinition(task)
                .deploymentStrategy(DeploymentStrategy.BLUE_GREEN).minHealthyPercent(100);
    }

    FargateService codeDeployed(String id) {
        return FargateService.Builder.create(stack, id).cluster(cluster).taskDefinition(task).minHealthyPercent(100)
                .deploymentController(DeploymentController.builder().type(DeploymentControllerType.CODE_DEPLOY)
                        .build())
                .build();
    }

    EcsDeploymentGroup group(FargateService service) {
        ApplicationLoadBalancer balancer = ApplicationLoadBalancer.Builder.create(stack, "Balancer").vpc(vpc).build();
        ApplicationListener listener = balancer.addListener("Http", BaseApplicationListenerProps.builder().port(80)
                .defaultAction(ListenerAction.fixedResponse(404)).build());
        ApplicationTargetGroup blue = targets("Blue");
        ApplicationTargetGroup green = targets("Green");
        return EcsDeploymentGroup.Builder.create(stack, "Group").deploymentGroupName("shop-production")
                .service(service).blueGreenDeploymentConfig(EcsBlueGreenDeploymentConfig.builder().listener(listener)
                        .blueTargetGroup(blue).greenTargetGroup(green).build())
                .build();
    }

    private ApplicationTargetGroup targets(String id) {
        return ApplicationTargetGroup.Builder.create(stack, id).vpc(vpc).port(80).targetType(TargetType.IP).build();
    }

    /** Complete but for the services. */
    Tidegate.Builder tidegate(String id) {
        return Tidegate.Builder.create(stack, id).image(ContainerImage.fromRegistry("registry.example/migrations"))
                .database(database).secret(secret);
    }

    static Map<String, Object> variables(Readable template) {
        return Readable.object(Readable.object(template.properties("AWS::Lambda::Function", "Tidegate")
                .get("Environment")).get("Variables"));
    }
}
