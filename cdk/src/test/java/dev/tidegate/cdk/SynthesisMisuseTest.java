package dev.tidegate.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.CreateAlarmOptions;
import software.amazon.awscdk.services.ecs.CapacityProviderStrategy;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.Ec2TaskDefinition;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.NetworkMode;

/** What is wrong with the whole app is said when it is synthesised, and all of it at once. */
class SynthesisMisuseTest {
    private final Given given = new Given("synthesis-misuse");

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        FargateService web = given.service("Web").serviceName("web").capacityProviderStrategies(List.of(
                CapacityProviderStrategy.builder().capacityProvider("FARGATE_SPOT").weight(1).build())).build();
        FargateService worker = given.service("Worker").serviceName("worker").taskDefinition(given.task("WorkerTask",
                "worker")).build();
        Alarm alarm = web.metricCpuUtilization().createAlarm(given.stack, "Busy", CreateAlarmOptions.builder()
                .threshold(90).evaluationPeriods(1).build());
        FargateService second = given.service("Second").serviceName("second").build();
        Ec2TaskDefinition onInstances = Ec2TaskDefinition.Builder.create(given.stack, "Instances").networkMode(
                NetworkMode.AWS_VPC).build();
        onInstances.addContainer("migrate", ContainerDefinitionOptions.builder().memoryLimitMiB(512)
                .image(ContainerImage.fromRegistry("registry.example/migrations")).enableRestartPolicy(true)
                .restartAttemptPeriod(Duration.minutes(2)).build());
        Tidegate.Builder.create(given.stack, "Tidegate").service(web).service(second).taskDefinition(onInstances)
                .database(given.database).consumers(Consumer.service(worker)).alarms(alarm).build().attachTo(web);

        assertThatThrownBy(given.app::synth).hasMessageContaining("""
                Tidegate "Tidegate": 6 problems
                - service "Shop/Second" carries migrations, but its deployments do not call Tidegate; call \
                attachTo(service), or preTraffic(...) in a state machine that deploys it
                - container "migrate" of task definition "Shop/Instances" has a restart policy, which would run a \
                failing migration again and again; switch it off
                - service "Shop/Web" runs on FARGATE_SPOT and task definition "Shop/Instances" cannot run on Fargate, \
                where its migrations would be started (never on FARGATE_SPOT, which may interrupt them); make the \
                task definition compatible with FARGATE
                - service "Shop/Second" runs on FARGATE and task definition "Shop/Instances" cannot run on Fargate, \
                where its migrations would be started (never on FARGATE_SPOT, which may interrupt them); make the \
                task definition compatible with FARGATE
                - alarm "Shop/Busy" watches service "Shop/Web" and has no alarmName, so the function would need the \
                alarm, the alarm the service, and the service the function; set alarmName and use Alarm.fromAlarmName, \
                or watch the service by its name
                - service "worker" runs image "registry.example/worker:42" and the service \
                "registry.example/shop:42": by image-digest they never agree, so the post-traffic phase would wait \
                for ever; give .identity(...), such as CodeIdentity.imageTag()""");
    }

    @Test
    void aServiceThatAStateMachineAnnouncesNeedsNoHook() {
        FargateService web = given.service("Web").serviceName("web").build();
        Tidegate tidegate = given.tidegate("Tidegate").service(web).build();
        tidegate.preTraffic(given.stack, "Pre", "web", "shop:42");

        Map<String, Object> roles = Readable.of(given.stack).properties("AWS::IAM::Role", "TidegateFunctionRole");

        assertThat(roles.toString()).contains("Sid=AnswerStateMachines",
                "[states:SendTaskSuccess, states:SendTaskFailure, states:SendTaskHeartbeat]");
    }
}
