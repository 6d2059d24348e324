package dev.tidegate.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.codedeploy.EcsApplication;
import software.amazon.awscdk.services.codedeploy.EcsDeploymentGroup;
import software.amazon.awscdk.services.codedeploy.EcsDeploymentGroupAttributes;
import software.amazon.awscdk.services.ec2.Connections;
import software.amazon.awscdk.services.ec2.IConnectable;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.DeploymentController;
import software.amazon.awscdk.services.ecs.DeploymentControllerType;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateServiceAttributes;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.IBaseService;
import software.amazon.awscdk.services.ecs.ICluster;

/** What is wrong is said when the construct is built, and all of it at once. */
class MisuseTest {
    private static final Given GIVEN = new Given("misuse");
    private static final FargateService WEB = GIVEN.service("Web").serviceName("web").build();
    private static final FargateService UNNAMED = GIVEN.service("Unnamed").build();
    private static final FargateService CODE_DEPLOYED = GIVEN.codeDeployed("CodeDeployed");
    private static final IBaseService IMPORTED = FargateService.fromFargateServiceAttributes(GIVEN.stack, "Imported",
            FargateServiceAttributes.builder().cluster(GIVEN.cluster).serviceName("imported").build());

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        refused(() -> Tidegate.Builder.create(GIVEN.stack, "Tidegate").delay(Duration.days(81)).build(),
                """
                        4 problems
                        - no service; give at least one whose deployments carry the migrations with .service(...)
                        - nothing that runs the migrations; give .image(...), .taskDefinition(...), or .preCommand(...) and \
                        .postCommand(...) for the service's own image
                        - nothing lets the migration task reach the database; give .database(...), or .securityGroups(...) that \
                        the database lets in already
                        - delay: expected 0s to 80d, given 81d""");
    }

    @Test
    void aServiceNeedsANameThatIsKnownBeforeItExists() {
        refused(() -> GIVEN.tidegate("Tidegate").service(UNNAMED).build(), "service \"Shop/Unnamed\" has no "
                + "serviceName, but the function must know the name before the service exists; set serviceName on the "
                + "service. If it is deployed already, that would replace it: give the name it has as the second "
                + "argument here instead");
    }

    @Test
    void aConsumerNeedsANameThatIsKnownBeforeItExists() {
        refused(() -> GIVEN.tidegate("Tidegate").service(WEB).consumers(Consumer.service(UNNAMED)).build(),
                "service \"Shop/Unnamed\" has no serviceName, but the function must know the name before the service "
                        + "exists; set serviceName on the service. If it is deployed already, that would replace it: "
                        + "give the name it has as the second argument here instead");
    }

    @Test
    void aReferenceToTheServiceIsNoName() {
        refused(() -> GIVEN.tidegate("Tidegate").service(UNNAMED, UNNAMED.getServiceName()).build(),
                "service \"Shop/Unnamed\": expected its name itself as the second argument, given a value that is "
                        + "known only at deployment");
    }

    @Test
    void aServiceHasOneName() {
        refused(() -> GIVEN.tidegate("Tidegate").service(WEB, "wbe").build(), "service \"Shop/Web\" has the "
                + "serviceName \"web\", but \"wbe\" was given as its name; leave the second argument out");
    }

    @Test
    void aDeploymentControllerWithoutHooksIsRefused() {
        FargateService external = GIVEN.service("External").serviceName("external").deploymentStrategy(null)
                .deploymentController(DeploymentController.builder().type(DeploymentControllerType.EXTERNAL).build())
                .build();

        refused(() -> GIVEN.tidegate("Tidegate").service(external).build(), "service \"Shop/External\" has the "
                + "deployment controller EXTERNAL, which has no hooks; expected ECS, or CODE_DEPLOY with its "
                + "deployment group");
    }

    @Test
    void codeDeployNeedsItsDeploymentGroup() {
        refused(() -> GIVEN.tidegate("Tidegate").service(CODE_DEPLOYED).build(), "service \"Shop/CodeDeployed\" has "
                + "the deployment controller CODE_DEPLOY; give its deployment group as the second argument of "
                + ".service(...), or deploy it with the controller ECS");
    }

    @Test
    void aServiceThatEcsDeploysHasNoDeploymentGroup() {
        refused(() -> GIVEN.tidegate("Tidegate").service(WEB, EcsDeploymentGroup.fromEcsDeploymentGroupAttributes(
                GIVEN.stack, "Group", EcsDeploymentGroupAttributes.builder().deploymentGroupName("shop").application(
                        EcsApplication.fromEcsApplicationName(GIVEN.stack, "Application", "shop")).build()))
                .build(),
                "service \"Shop/Web\" was given with a deployment group, but ECS itself deploys it; leave the "
                        + "group out, or give the service the deployment controller CODE_DEPLOY");
    }

    @Test
    void aServiceIsAConsumerOnlyOnce() {
        refused(() -> GIVEN.tidegate("Tidegate").service(WEB).consumers(Consumer.service(WEB)).build(),
                "service \"web\" is given twice; expected every service and task family once, as a service or as a "
                        + "consumer");
    }

    @ParameterizedTest
    @CsvSource({"us-east-1, 123456789012", "eu-west-1, 999999999999"})
    void aConsumerThatCannotBeReadIsRefused(String region, String account) {
        ICluster cluster = Cluster.fromClusterArn(GIVEN.stack, "Elsewhere" + account, "arn:aws:ecs:" + region + ":"
                + account + ":cluster/batch");

        refused(() -> GIVEN.tidegate("Tidegate").service(WEB).consumers(Consumer.taskFamily("nightly", cluster))
                .build(),
                "task family \"nightly\" is in a cluster in account " + account + ", region " + region
                        + ", where the function in account 123456789012, region eu-west-1 cannot read it, so its old "
                        + "code would never be seen to be gone; expected a cluster in the same account and region. Give "
                        + "that database a Tidegate there, or leave the consumer out and stop its old code yourself "
                        + "before the post-traffic phase (.approval(true))");
    }

    @Test
    void ofAnImportedServiceTheSubnetsAreAskedFor() {
        refused(() -> GIVEN.tidegate("Tidegate").service(IMPORTED).build(),
                "service \"Shop/Imported\" was imported, so "
                        + "its subnets are not known here; give the migration task's with .vpcSubnets(...)");
    }

    @Test
    void oneThingRunsTheMigrations() {
        refused(() -> GIVEN.tidegate("Tidegate").service(WEB).taskDefinition(GIVEN.task).build(),
                "both .image(...) and .taskDefinition(...) are given; expected one of them");
    }

    @Test
    void anImageHasOneContainer() {
        refused(() -> GIVEN.tidegate("Tidegate").service(WEB).container("app").build(),
                ".container(...) is given with .image(...), whose task has one container; leave it out");
    }

    @Test
    void theImageOfAnImportedServiceIsNotKnown() {
        refused(() -> Tidegate.Builder.create(GIVEN.stack, "Tidegate").service(IMPORTED).database(GIVEN.database)
                .vpcSubnets(SubnetSelection.builder().subnetType(SubnetType.PUBLIC).build())
                .preCommand(List.of("pre")).postCommand(List.of("post")).build(), "service \"Shop/Imported\" was "
                        + "imported, so its image is not known here; give .image(...) or .taskDefinition(...)");
    }

    @Test
    void aContainerMustBeInTheTaskDefinition() {
        refused(() -> Tidegate.Builder.create(GIVEN.stack, "Tidegate").service(WEB).database(GIVEN.database)
                .taskDefinition(GIVEN.task).container("migrations").build(), "task definition \"Shop/Task\" has no "
                        + "container \"migrations\"; add it before build(), or correct .container(...)");
    }

    @Test
    void aTaskDefinitionNeedsAContainer() {
        FargateTaskDefinition empty = FargateTaskDefinition.Builder.create(GIVEN.stack, "Empty").build();

        refused(() -> Tidegate.Builder.create(GIVEN.stack, "Tidegate").service(WEB).database(GIVEN.database)
                .taskDefinition(empty).build(), "task definition \"Shop/Empty\" has no essential container yet; add it "
                        + "before build(), or name the one that runs the migrations with .container(...)");
    }

    @Test
    void theRunnerNeedsALoginAndADatabase() {
        refused(() -> Tidegate.Builder.create(GIVEN.stack, "Tidegate").service(WEB).database(GIVEN.database)
                .image(ContainerImage.fromRegistry("registry.example/migrations")).build(),
                """
                        2 problems
                        - the runner would not know how to log in; give .secret(...) or .databaseUser(...), or set \
                        TIDEGATE_DATABASE_USER with .environment(...) and the password with .secrets(...)
                        - the runner would not know which database on the server to migrate; give .databaseName(...)""");
    }

    @Test
    void thereIsOneLogin() {
        refused(() -> GIVEN.tidegate("Tidegate").service(WEB).databaseUser("migrations").build(), """
                2 problems
                - both .secret(...) and .databaseUser(...) are given; expected one: a password, or IAM authentication
                - .databaseUser(...) is given, but IAM authentication cannot be allowed on this .database(...); \
                expected an IDatabaseCluster or IDatabaseInstance""");
    }

    @Test
    void aDatabaseNeedsAPort() {
        IConnectable closed = () -> new Connections();

        refused(() -> GIVEN.tidegate("Tidegate").service(WEB).database(closed).build(), "database \"given\" has no "
                + "default port, so the migration task cannot be let in; expected connections with a defaultPort");
    }

    @Test
    void numbersHaveLimits() {
        IAlarm[] alarms = new IAlarm[101];
        Arrays.fill(alarms, Alarm.fromAlarmName(GIVEN.stack, "Alarm", "shop-5xx"));

        refused(() -> GIVEN.tidegate("Tidegate").service(WEB).preTrafficLimit(Duration.hours(24))
                .hookPoll(Duration.minutes(6)).alarms(alarms).reservedConcurrentExecutions(1).build(), """
                        4 problems
                        - preTrafficLimit: expected 1s to 23h, given 1d
                        - hookPoll: expected 1s to 5m, given 6m
                        - alarms: expected at most 100, given 101; put them into a composite alarm
                        - reservedConcurrentExecutions: expected at least 10, given 1; a hook that is throttled rolls \
                        its deployment back. Leave it out to reserve none""");
    }

    @Test
    void everyDurationHasLimits() {
        refused(() -> GIVEN.tidegate("Tidegate").service(WEB).settle(Duration.seconds(0)).postTrafficLimit(Duration
                .days(
                        8)).retryAfter(Duration.days(2)).announcementLife(Duration.seconds(59)).keep(Duration.hours(23))
                .build(),
                """
                        5 problems
                        - settle: expected 1s to 1d, given 0s
                        - postTrafficLimit: expected 1s to 7d, given 8d
                        - retryAfter: expected 1s to 1d, given 2d
                        - announcementLife: expected 1m to 30d, given 59s
                        - keep: expected 1d to 3650d, given 23h""");
    }

    @Test
    void withCodeDeployThePreTrafficPhaseHasToEndWithinAnHour() {
        refused(() -> GIVEN.tidegate("Tidegate").service(CODE_DEPLOYED, EcsDeploymentGroup
                .fromEcsDeploymentGroupAttributes(GIVEN.stack, "Hour", EcsDeploymentGroupAttributes.builder()
                        .deploymentGroupName("shop").application(EcsApplication.fromEcsApplicationName(GIVEN.stack,
                                "HourApplication", "shop")).build()))
                .preTrafficLimit(Duration.minutes(53)).build(), "preTrafficLimit: expected 1s to 52m, given 53m");
    }

    @Test
    void onlyAServiceThatWasGivenCanBeAttached() {
        Tidegate tidegate = GIVEN.tidegate("Attached").service(WEB).build();

        assertThatIllegalArgumentException().isThrownBy(() -> tidegate.attachTo(UNNAMED)).withMessage(
                "Tidegate \"Attached\": service \"Shop/Unnamed\" was not given to the builder; add it there with "
                        + ".service(...)");
    }

    @Test
    void thereIsNoAppSpecForWhatEcsDeploys() {
        Tidegate tidegate = GIVEN.tidegate("NoAppSpec").service(WEB).build();

        assertThatIllegalArgumentException().isThrownBy(tidegate::codeDeployHooks).withMessage(
                "Tidegate \"NoAppSpec\": CodeDeploy deploys none of its services, so there is no AppSpec for "
                        + "codeDeployHooks(); call attachTo(service), or give the service with its deployment group as "
                        + "the second argument of .service(...)");
    }

    @Test
    void onlyAServiceThatWasGivenCanBeAnnounced() {
        Tidegate tidegate = GIVEN.tidegate("Announced").service(WEB).build();

        assertThatIllegalArgumentException().isThrownBy(() -> tidegate.preTraffic(GIVEN.stack, "Pre", "wbe", "web:42"))
                .withMessage("Tidegate \"Announced\": preTraffic: no service \"wbe\" was given to the builder; "
                        + "expected one of \"web\"");
    }

    @Test
    void durationsAreWrittenInTheUnitThatFits() {
        assertThat(List.of(Duration.seconds(90), Duration.minutes(90), Duration.hours(36), Duration.days(365)))
                .map(FunctionSettings::text).containsExactly("90s", "90m", "36h", "365d");
    }

    private static void refused(ThrowingCallable use, String problem) {
        assertThatIllegalArgumentException().isThrownBy(use).withMessage("Tidegate \"Tidegate\": " + problem);
    }
}
