package dev.tidegate.tests.iam;

import static dev.tidegate.tests.ecs.Laboratory.CLUSTER;

import dev.tidegate.cdk.Consumer;
import dev.tidegate.cdk.Tidegate;
import dev.tidegate.cdk.template.Parameters;
import dev.tidegate.cdk.template.PlainTemplate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.codedeploy.EcsApplication;
import software.amazon.awscdk.services.codedeploy.EcsDeploymentGroup;
import software.amazon.awscdk.services.codedeploy.EcsDeploymentGroupAttributes;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ClusterAttributes;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.DeploymentController;
import software.amazon.awscdk.services.ecs.DeploymentControllerType;
import software.amazon.awscdk.services.ecs.DeploymentStrategy;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateServiceAttributes;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.ICluster;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretAttributes;

/** A stack with the construct in it, as a user writes one. Cluster, network and neighbours were there before. */
final class ConstructedShop {
    private final Stack stack = new Stack(new App(AppProps.builder().outdir("target/cdk.shop").build()), "Shop",
            StackProps.builder().env(Environment.builder().account(Arns.HERE.account()).region(Arns.HERE.region())
                    .build()).build());
    private final ICluster cluster = Cluster.fromClusterAttributes(stack, "Cluster", ClusterAttributes.builder()
            .clusterName(CLUSTER).vpc(Vpc.fromVpcAttributes(stack, "Vpc", VpcAttributes.builder().vpcId("vpc-11111111")
                    .availabilityZones(List.of("a", "b")).privateSubnetIds(List.of("subnet-11111111",
                            "subnet-22222222")).build()))
            .build());

    private ConstructedShop() {}

    /** A service that ECS deploys, the runner's task definition made for it, consumers, alarms, delay and approval. */
    static Made withEcs() {
        ConstructedShop shop = new ConstructedShop();
        Stack stack = shop.stack;
        FargateService web = shop.service().deploymentStrategy(DeploymentStrategy.BLUE_GREEN).build();
        Tidegate tidegate = Tidegate.Builder.create(stack, "Tidegate").name("orders").service(web)
                .image(ContainerImage.fromEcrRepository(Repository.fromRepositoryName(stack, "Images",
                        "shop-migrations"), "42"))
                .securityGroups(List.of(SecurityGroup.fromSecurityGroupId(stack, "Group", "sg-11111111")))
                .secret(Secret.fromSecretAttributes(stack, "Login", SecretAttributes.builder()
                        .secretCompleteArn(Parameters.SECRET).encryptionKey(Key.fromKeyArn(stack, "Key",
                                Parameters.KEY))
                        .build()))
                .consumers(Stream.of("worker", "mailer", "indexer", "billing", "search").map(shop::consumer)
                        .toArray(Consumer[]::new))
                .consumers(Stream.of("nightly", "weekly", "monthly", "yearly").map(family -> Consumer.taskFamily(
                        family, shop.cluster).container("app")).toArray(Consumer[]::new))
                .alarms(Alarm.fromAlarmName(stack, "Busy", "shop-5xx"), Alarm.fromAlarmName(stack, "Slow", "shop-p99"))
                .delay(Duration.minutes(5)).approval(true).build();
        tidegate.attachTo(web);
        tidegate.postTraffic(stack, "Await", "$.release");
        return Made.attached(shop.synthesised());
    }

    /** A service that CodeDeploy deploys, and a task definition that is there already. */
    static Made withCodeDeploy() {
        ConstructedShop shop = new ConstructedShop();
        Stack stack = shop.stack;
        FargateTaskDefinition migrations = FargateTaskDefinition.Builder.create(stack, "Migrations").family(
                "shop-migrations").taskRole(Role.fromRoleArn(stack, "TaskRole", Parameters.TASK_ROLE)).executionRole(
                        Role.fromRoleArn(stack, "ExecutionRole", Parameters.EXECUTION_ROLE)).build();
        migrations.addContainer("django", ContainerDefinitionOptions.builder().image(ContainerImage.fromRegistry(
                "shop-migrations:42")).build());
        Tidegate tidegate = Tidegate.Builder.create(stack, "Tidegate").service(shop.service().deploymentController(
                DeploymentController
                        .builder().type(DeploymentControllerType.CODE_DEPLOY).build()).build(), EcsDeploymentGroup
                                .fromEcsDeploymentGroupAttributes(stack, "DeploymentGroup", EcsDeploymentGroupAttributes
                                        .builder().application(EcsApplication.fromEcsApplicationName(stack,
                                                "Application",
                                                "app")).deploymentGroupName("group").build()))
                .taskDefinition(migrations).preCommand(List.of("python", "manage.py", "safemigrate"))
                .postCommand(List.of("python", "manage.py", "migrate"))
                .securityGroups(List.of(SecurityGroup.fromSecurityGroupId(stack, "Group", "sg-11111111"))).build();
        return new Made(shop.synthesised(), tidegate.codeDeployHooks().getFirst());
    }

    private FargateService.Builder service() {
        FargateTaskDefinition task = FargateTaskDefinition.Builder.create(stack, "Task").build();
        task.addContainer("app", ContainerDefinitionOptions.builder().image(ContainerImage.fromRegistry("shop:42"))
                .build());
        return FargateService.Builder.create(stack, "Web").serviceName("shop").cluster(cluster).taskDefinition(task)
                .minHealthyPercent(100);
    }

    private Consumer consumer(String name) {
        return Consumer.service(FargateService.fromFargateServiceAttributes(stack, name, FargateServiceAttributes
                .builder().cluster(cluster).serviceName(name).build())).container("app");
    }

    private Map<String, Map<String, Object>> synthesised() {
        return PlainTemplate.synthesised(Template.fromStack(stack).toJSON(), Map.of("AWS::Region", Arns.HERE.region(),
                "AWS::AccountId", Arns.HERE.account()));
    }
}
