package dev.tidegate.cdk;

import static dev.tidegate.cdk.template.Parameters.EXECUTION_ROLE;
import static dev.tidegate.cdk.template.Parameters.KEY;
import static dev.tidegate.cdk.template.Parameters.SECRET;
import static dev.tidegate.cdk.template.Parameters.TASK_ROLE;
import static dev.tidegate.cdk.template.Parameters.TOPIC;

import dev.tidegate.cdk.template.Parameters;
import dev.tidegate.cdk.template.PlainTemplate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.codedeploy.EcsApplication;
import software.amazon.awscdk.services.codedeploy.EcsDeploymentGroup;
import software.amazon.awscdk.services.codedeploy.EcsDeploymentGroupAttributes;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.FargateServiceAttributes;
import software.amazon.awscdk.services.ecs.DeploymentControllerType;
import software.amazon.awscdk.services.ecs.DeploymentController;
import software.amazon.awscdk.services.ecs.ClusterAttributes;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretAttributes;
import software.amazon.awscdk.services.sns.Topic;

/** What is installed in both ways: by the construct, and by the template with these parameters. */
enum Installation {
    /** A service that ECS deploys, the runner's task definition made for it, consumers, alarms and every gate. */
    EVERYTHING_WITH_ECS {
        @Override
        void construct(Given given) {
            FargateService web = given.service("Web").serviceName("shop").build();
            Tidegate tidegate = Tidegate.Builder.create(given.stack, "Tidegate").name("orders").service(web)
                    .image(ContainerImage.fromEcrRepository(Repository.fromRepositoryName(given.stack, "Images",
                            "shop-migrations"), "42"))
                    .securityGroups(List.of(SecurityGroup.fromSecurityGroupId(given.stack, "Group", "sg-1")))
                    .environment(Map.of("TIDEGATE_DATABASE_URL", "jdbc:postgresql://db/shop"))
                    .secret(Secret.fromSecretAttributes(given.stack, "Login", SecretAttributes.builder()
                            .secretCompleteArn(SECRET).encryptionKey(Key.fromKeyArn(given.stack, "Key", KEY)).build()))
                    .consumers(Stream.of("worker", "mailer", "indexer", "billing", "search").map(name -> service(given,
                            name)).toArray(Consumer[]::new))
                    .consumers(Stream.of("nightly", "weekly", "monthly", "yearly").map(name -> family(given, name))
                            .toArray(Consumer[]::new))
                    .identity(CodeIdentity.environment("GIT_SHA"))
                    .alarms(Alarm.fromAlarmName(given.stack, "Busy", "shop-5xx"), Alarm.fromAlarmName(given.stack,
                            "Slow", "shop-p99"))
                    .delay(Duration.hours(2)).settle(Duration.seconds(45)).approval(true)
                    .preTrafficLimit(Duration.minutes(20)).postTrafficLimit(Duration.hours(3))
                    .reservedConcurrentExecutions(20)
                    .topic(Topic.fromTopicArn(given.stack, "Topic", TOPIC)).build();
            tidegate.attachTo(web);
            tidegate.postTraffic(given.stack, "Await", "$.release");
            tidegate.alarmOnFailure();
            tidegate.alarmOnArmedFor(Duration.hours(4));
        }

        @Override
        Map<String, String> parameters() {
            return Parameters.everythingWithEcs();
        }
    },
    /** A service that CodeDeploy deploys, a task definition that is there already, and no more. */
    LITTLE_WITH_CODE_DEPLOY {
        @Override
        void construct(Given given) {
            FargateService web = FargateService.Builder.create(given.stack, "Web").serviceName("shop").cluster(
                    given.cluster).taskDefinition(given.task).minHealthyPercent(100).deploymentController(
                            DeploymentController.builder().type(
                                    DeploymentControllerType.CODE_DEPLOY).build())
                    .build();
            FargateTaskDefinition migrations = FargateTaskDefinition.Builder.create(given.stack, "Migrations").family(
                    "shop-migrations").taskRole(Role.fromRoleArn(given.stack, "TaskRole", TASK_ROLE)).executionRole(
                            Role.fromRoleArn(given.stack, "ExecutionRole", EXECUTION_ROLE)).build();
            migrations.addContainer("django", ContainerDefinitionOptions.builder().image(ContainerImage.fromRegistry(
                    "registry.example/shop")).build());
            Tidegate tidegate = Tidegate.Builder.create(given.stack, "Tidegate").service(web, EcsDeploymentGroup
                    .fromEcsDeploymentGroupAttributes(given.stack, "Group", EcsDeploymentGroupAttributes.builder()
                            .application(EcsApplication.fromEcsApplicationName(given.stack, "Application", "shop-app"))
                            .deploymentGroupName("shop-group").build()))
                    .taskDefinition(migrations).preCommand(List.of("python", "manage.py", "safemigrate"))
                    .postCommand(List.of("python", "manage.py", "migrate"))
                    .securityGroups(List.of(SecurityGroup.fromSecurityGroupId(given.stack, "Sg", "sg-1"))).build();
            tidegate.alarmOnFailure();
            tidegate.alarmOnArmedFor(Duration.hours(4));
        }

        @Override
        Map<String, String> parameters() {
            return Parameters.littleWithCodeDeploy();
        }
    };

    private Map<String, Map<String, Object>> constructed;

    private static Consumer service(Given given, String name) {
        return Consumer.service(FargateService.fromFargateServiceAttributes(given.stack, name, FargateServiceAttributes
                .builder().cluster(given.cluster).serviceName(name).build())).container("app");
    }

    private static Consumer family(Given given, String name) {
        return Consumer.taskFamily(name, given.cluster).container("app");
    }

    abstract void construct(Given given);

    abstract Map<String, String> parameters();

    /** The construct's resources, in readable form. */
    Map<String, Map<String, Object>> constructed() {
        if (constructed == null) {
            Given given = new Given("contract", (stack, vpc) -> Cluster.fromClusterAttributes(stack, "Cluster",
                    ClusterAttributes.builder().clusterName("production").vpc(vpc)
                            .build()));
            construct(given);
            constructed = Readable.of(given.stack).ofTidegate();
        }
        return constructed;
    }

    /** The template's. */
    Map<String, Map<String, Object>> templated() {
        return PlainTemplate.resources(parameters());
    }
}
