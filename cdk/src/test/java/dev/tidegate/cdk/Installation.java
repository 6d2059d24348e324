package dev.tidegate.cdk;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tidegate.cdk.template.PlainTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
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
import software.amazon.awscdk.services.secretsmanager.Secret;
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
                    .secret(Secret.fromSecretCompleteArn(given.stack, "Login", SECRET))
                    .consumers(Consumer.service(FargateService.fromFargateServiceAttributes(given.stack, "Worker",
                            FargateServiceAttributes.builder().cluster(given.cluster)
                                    .serviceName("worker").build())).container("app"),
                            Consumer.taskFamily("nightly", given.cluster).container("app"))
                    .identity(CodeIdentity.environment("GIT_SHA"))
                    .alarms(Alarm.fromAlarmName(given.stack, "Busy", "shop-5xx"), Alarm.fromAlarmName(given.stack,
                            "Slow", "shop-p99"))
                    .delay(Duration.hours(2)).settle(Duration.seconds(45)).approval(true)
                    .preTrafficLimit(Duration.minutes(20)).postTrafficLimit(Duration.hours(3))
                    .topic(Topic.fromTopicArn(given.stack, "Topic", TOPIC)).build();
            tidegate.attachTo(web);
            tidegate.alarmOnFailure();
            tidegate.alarmOnArmedFor(Duration.hours(4));
        }

        @Override
        void parameters(Map<String, String> parameters) {
            parameters.putAll(Map.of("Database", "orders", "RunnerRepository", "shop-migrations", "RunnerTag", "42",
                    "RunnerArchitecture", "ARM64", "DatabaseUrl", "jdbc:postgresql://db/shop", "DatabaseLogin", SECRET,
                    "ConsumerService1", "worker", "ConsumerFamily1", "nightly", "Container", "app", "Identity",
                    "environment:GIT_SHA"));
            parameters.putAll(Map.of("Alarms", "shop-5xx,shop-p99", "Delay", "2h", "Settle", "45s", "Approval", "true",
                    "PreLimit", "20m", "PostLimit", "3h", "AlarmTopic", TOPIC, "SecurityGroups", "sg-1", "Subnets",
                    "${VpcIsolatedSubnet1Subnet},${VpcIsolatedSubnet2Subnet}"));
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
        void parameters(Map<String, String> parameters) {
            parameters.putAll(Map.of("Database", "shop", "CodeDeployApplication", "shop-app",
                    "CodeDeployDeploymentGroup", "shop-group", "TaskDefinition", "${Migrations}", "TaskFamily",
                    "shop-migrations", "TaskContainer", "django", "TaskRole", TASK_ROLE, "ExecutionRole",
                    EXECUTION_ROLE));
            parameters.putAll(Map.of("PreCommand", "python,manage.py,safemigrate", "PostCommand",
                    "python,manage.py,migrate", "SecurityGroups", "sg-1", "Subnets",
                    "${VpcIsolatedSubnet1Subnet},${VpcIsolatedSubnet2Subnet}"));
        }
    };

    private static final String SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:login-a1b2c3";
    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";
    private static final String TASK_ROLE = "arn:aws:iam::123456789012:role/migrations";
    private static final String EXECUTION_ROLE = "arn:aws:iam::123456789012:role/pull";

    private final Lazy constructed = new Lazy("construct", () -> {
        Given given = new Given("contract", (stack, vpc) -> Cluster.fromClusterAttributes(stack, "Cluster",
                ClusterAttributes.builder().clusterName("production").vpc(vpc).build()));
        construct(given);
        return Readable.of(given.stack).ofTidegate();
    });
    private final Lazy templated = new Lazy("template", () -> {
        Map<String, String> parameters = new TreeMap<>(Map.of("Cluster", "production", "Service", "shop", "AWS::Region",
                "eu-west-1", "AWS::AccountId", "123456789012", "AWS::StackName", "Shop-Tidegate-D44C0D64"));
        parameters(parameters);
        return PlainTemplate.resources(parameters);
    });

    abstract void construct(Given given);

    abstract void parameters(Map<String, String> parameters);

    /** The construct's resources, in readable form. */
    Map<String, Map<String, Object>> constructed() {
        return constructed.get();
    }

    /** The template's. */
    Map<String, Map<String, Object>> templated() {
        return templated.get();
    }

    /** Made once, and written to target/installation for whoever wants to enforce the policies. */
    private final class Lazy {
        private final String way;
        private final Supplier<Map<String, Map<String, Object>>> maker;
        private Map<String, Map<String, Object>> made;

        Lazy(String way, Supplier<Map<String, Map<String, Object>>> maker) {
            this.way = way;
            this.maker = maker;
        }

        Map<String, Map<String, Object>> get() {
            if (made == null) {
                made = maker.get();
                write();
            }
            return made;
        }

        private void write() {
            try {
                Path folder = Files.createDirectories(Path.of("target/installation"));
                new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(folder.resolve(
                        name().toLowerCase(Locale.ROOT).replace('_', '-') + "." + way + ".json").toFile(), made);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
