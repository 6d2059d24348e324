package dev.tidegate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.OnEventOptions;
import software.amazon.awscdk.services.events.targets.SnsTopic;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.JsonPath;
import software.amazon.awscdk.services.stepfunctions.StateMachine;

/** What others may do with it, and how it is watched. */
class OperationTest {
    private static Tidegate tidegate;
    private static Readable template;

    @BeforeAll
    static void synthesise() {
        Given given = new Given("operation");
        FargateService web = given.service("Web").serviceName("web").build();
        tidegate = given.tidegate("Tidegate").service(web).build();
        StateMachine.Builder.create(given.stack, "Release").definitionBody(DefinitionBody.fromChainable(tidegate
                .preTraffic(given.stack, "Pre", "web", JsonPath.stringAt("$.taskDefinition")).next(tidegate
                        .postTraffic(given.stack, "Post", JsonPath.stringAt("$.release"))))).build();
        Role auditor = Role.Builder.create(given.stack, "Auditor").assumedBy(new AccountRootPrincipal()).build();
        tidegate.getTable().grantReadData(auditor);
        tidegate.getLogGroup().grantRead(auditor);
        tidegate.getHookRole().grantAssumeRole(auditor);
        tidegate.grantOperate(Role.Builder.create(given.stack, "Operator").assumedBy(new AccountRootPrincipal())
                .build());
        tidegate.onStateChange("Failed", OnEventOptions.builder().target(new SnsTopic(Topic.Builder.create(given.stack,
                "Team").build())).eventPattern(EventPattern.builder().detail(Map.of("state", List.of("PostFailed")))
                        .build()).build());
        tidegate.dashboard();
        Bucket.Builder.create(given.stack, "Dumps").build().grantRead(tidegate);
        SecurityGroup.Builder.create(given.stack, "Cache").vpc(given.vpc).build().getConnections().allowFrom(tidegate,
                Port.tcp(6379));
        template = Readable.of(given.stack);
    }

    @Test
    void aStateMachineAnnouncesADeploymentAndWaits() {
        String definition = String.valueOf(template.properties("AWS::StepFunctions::StateMachine", "Release").get(
                "DefinitionString"));

        assertThat(definition).contains("lambda:invoke.waitForTaskToken", "\"HeartbeatSeconds\":900",
                "\"command\":\"start\",\"database\":\"web\",\"service\":\"web\","
                        + "\"taskDefinition.$\":\"$.taskDefinition\",\"taskToken.$\":\"$$.Task.Token\"",
                "\"command\":\"await\",\"release.$\":\"$.release\",\"phase\":\"post-traffic\","
                        + "\"taskToken.$\":\"$$.Task.Token\"");
    }

    @Test
    void anOperatorMayCallTheFunction() {
        assertThat(template.properties("AWS::IAM::Policy", "Operator").toString()).contains(
                "Action=lambda:InvokeFunction", "${TidegateFunction.Arn}");
    }

    @Test
    void othersMayBeLetIntoTheTableTheLogAndTheRole() {
        assertThat(template.properties("AWS::IAM::Policy", "Auditor").toString()).contains("dynamodb:GetItem",
                "${TidegateLedger.Arn}", "logs:FilterLogEvents", "${TidegateLog.Arn}", "sts:AssumeRole",
                "${TidegateHookRole.Arn}");
    }

    @Test
    void somebodyIsToldOfASelectedStep() {
        assertThat(template.properties("AWS::Events::Rule", "TidegateFailed").get("EventPattern")).isEqualTo(Map.of(
                "source", List.of("tidegate"), "detail-type", List.of("Tidegate Release State Change"), "detail", Map
                        .of("function", List.of("${TidegateFunction}"), "state", List.of("PostFailed"))));
    }

    /** What is granted to it is granted to the migration task, and never to the function. */
    @Test
    void standsForTheMigrationTask() {
        assertThat(template.properties("AWS::IAM::Policy", "TidegateMigrationTaskTaskRole").toString()).contains(
                "s3:GetObject", "${Dumps.Arn}");
        assertThat(template.properties("AWS::EC2::SecurityGroupIngress", "Cache")).containsEntry("FromPort", 6379)
                .containsEntry("SourceSecurityGroupId", "${TidegateSecurityGroup.GroupId}");
    }

    @Test
    void theDashboardShowsPhasesWaitsFailuresAndTheFunction() {
        assertThat(String.valueOf(template.properties("AWS::CloudWatch::Dashboard", "Tidegate").get("DashboardBody")))
                .contains("PreTrafficSeconds", "DrainSeconds", "PostTrafficSeconds", "ArmedSeconds", "Failures",
                        "Errors", "Throttles", "ApproximateNumberOfMessagesVisible");
    }

    @Test
    void everyMetricIsOfThisFunctionAndDatabase() {
        MetricOptions options = MetricOptions.builder().build();
        Map<String, Object> function = Map.of("Function", tidegate.getFunction().getFunctionName());
        Map<String, Object> database = new TreeMap<>(function);
        database.put("Database", "web");

        assertThat(tidegate.metricFailures(options).getDimensions()).isEqualTo(function);
        assertThat(List.of(tidegate.metricArmedFor(options), tidegate.metricPreTrafficDuration(options), tidegate
                .metricDrainDuration(options), tidegate.metricPostTrafficDuration(options))).allSatisfy(
                        metric -> assertThat(metric.getDimensions()).isEqualTo(database));
        assertThat(List.of(tidegate.metricFailures(options), tidegate.metricArmedFor(options), tidegate
                .metricPreTrafficDuration(options), tidegate.metricDrainDuration(options), tidegate
                        .metricPostTrafficDuration(options)))
                .map(metric -> metric.getNamespace() + " " + metric.getMetricName()).containsExactly(
                        "Tidegate Failures", "Tidegate ArmedSeconds", "Tidegate PreTrafficSeconds",
                        "Tidegate DrainSeconds", "Tidegate PostTrafficSeconds");
    }
}
