package dev.tidegate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lambda.drain.CodeIdentity;
import dev.tidegate.lambda.drain.Consumer.Kind;
import dev.tidegate.lambda.settings.Database;
import dev.tidegate.lambda.settings.DeployedService;
import dev.tidegate.lambda.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.ICluster;
import software.amazon.awscdk.services.events.EventBus;

/** Two services of one database on instances of the options that differ from every default. */
class EverySettingTest {
    private static Readable template;

    @BeforeAll
    static void synthesise() {
        Given given = new Given("every-setting");
        FargateService web = given.service("Web").serviceName("web").build();
        FargateService api = given.service("Api").build();
        ICluster batch = Cluster.fromClusterArn(given.stack, "Batch",
                "arn:aws:ecs:eu-west-1:123456789012:cluster/batch");
        Tidegate tidegate = Tidegate.Builder.create(given.stack, "Tidegate").name("shop").service(web).service(api,
                "Shop-Api-1a2b").taskDefinition(given.task("Migrations", "migrations")).container("app")
                .database(given.database).identity(dev.tidegate.cdk.CodeIdentity.imageTag())
                .consumers(Consumer.taskFamily("nightly", batch).container("job")
                        .identity(dev.tidegate.cdk.CodeIdentity.environment("GIT_SHA")))
                .alarms(Alarm.fromAlarmName(given.stack, "Alarm", "shop-5xx")).approval(true)
                .delay(seconds(7_200)).settle(seconds(45)).preTrafficLimit(seconds(1_200))
                .postTrafficLimit(seconds(86_400)).retryAfter(seconds(120)).announcementLife(seconds(3_600))
                .hookPoll(seconds(20)).keep(seconds(864_000)).reservedConcurrentExecutions(20)
                .eventBus(EventBus.Builder.create(given.stack, "Bus").eventBusName("releases").build()).build();
        tidegate.attachTo(web).attachTo(api);
        template = Readable.of(given.stack);
    }

    private static software.amazon.awscdk.Duration seconds(int seconds) {
        return software.amazon.awscdk.Duration.seconds(seconds);
    }

    @Test
    void theFunctionReadsAllOfThem() {
        Settings settings = SettingsTest.read(template);
        Database database = settings.databases().get(0);

        assertThat(settings.keep()).isEqualTo(Duration.ofDays(10));
        assertThat(settings.eventBus()).contains("${Bus}");
        assertThat(database.name()).isEqualTo("shop");
        assertThat(database.services()).containsExactly(service("web"), service("Shop-Api-1a2b"));
        assertThat(database.identity()).isEqualTo(new CodeIdentity.ImageTag());
        assertThat(database.others()).containsExactly(new dev.tidegate.lambda.drain.Consumer(Kind.FAMILY, "batch",
                "nightly", new CodeIdentity.Environment("GIT_SHA"), Optional.of("job")));
        assertThat(database.alarms()).containsExactly("shop-5xx");
        assertThat(database.hookPoll()).isEqualTo(Duration.ofSeconds(20));
        assertThat(database.rules().approval()).isTrue();
        assertThat(List.of(database.rules().delay(), database.rules().settle(), database.rules().preLimit(),
                database.rules().postLimit(), database.rules().retryAfter(), database.rules().announcementLife()))
                .containsExactly(Duration.ofHours(2), Duration.ofSeconds(45), Duration.ofMinutes(20),
                        Duration.ofDays(1), Duration.ofMinutes(2), Duration.ofHours(1));
    }

    private static DeployedService service(String name) {
        return new DeployedService("Cluster", name, Optional.empty(), Optional.of("app"));
    }

    @Test
    void theFunctionMayReadEveryCluster() {
        Map<String, Map<String, Object>> statements = CodeDeployTest.statements(template);
        Map<String, Object> both = Map.of("ArnEquals", Map.of("ecs:cluster", List.of("${Cluster.Arn}",
                "arn:aws:ecs:eu-west-1:123456789012:cluster/batch")));

        assertThat(statements.get("ListTasks")).containsEntry("Condition", both);
        assertThat(statements.get("ReadTasks")).containsEntry("Condition", both).containsEntry("Resource", List.of(
                "arn:${AWS::Partition}:ecs:eu-west-1:123456789012:task/${Cluster}/*",
                "arn:${AWS::Partition}:ecs:eu-west-1:123456789012:task/batch/*"));
        assertThat(statements.get("RunMigration")).containsEntry("Condition", Map.of("ArnEquals", Map.of("ecs:cluster",
                "${Cluster.Arn}")));
    }

    @Test
    void theFunctionMayReadAlarmsAndPublishOnTheBus() {
        assertThat(CodeDeployTest.statements(template).get("ReadAlarms")).containsEntry("Action",
                "cloudwatch:DescribeAlarms");
        assertThat(CodeDeployTest.statements(template).get("PublishEvents")).containsEntry("Resource", "${Bus.Arn}");
    }

    @Test
    void executionsAreReserved() {
        assertThat(template.properties("AWS::Lambda::Function", "Tidegate")).containsEntry(
                "ReservedConcurrentExecutions", 20);
    }

    /** Each refers to the function; were it the other way round as well, taking the template would have failed. */
    @Test
    void everyServiceHasTheHook() {
        assertThat(template.of("AWS::ECS::Service", "")).hasSize(2).allSatisfy((name, service) -> assertThat(Readable
                .properties(service).get("DeploymentConfiguration").toString()).contains("${TidegateFunction.Arn}"));
    }
}
