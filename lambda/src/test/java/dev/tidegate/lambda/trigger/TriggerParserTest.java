package dev.tidegate.lambda.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.lambda.json.Json;
import dev.tidegate.lambda.release.Phase;
import dev.tidegate.lambda.release.ReleaseId;
import dev.tidegate.lambda.release.TaskKey;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TriggerParserTest {
    private static final String TASK = "arn:aws:ecs:us-east-1:123456789012:task/example-cluster/a1173316d40a45dea9";

    private static Json payload(String name) throws IOException {
        try (InputStream in = TriggerParserTest.class.getResourceAsStream("/payloads/" + name + ".json")) {
            return Json.parse(in);
        }
    }

    static Stream<Arguments> documentedPayloads() {
        return Stream.of(
                Arguments.of("codedeploy-hook",
                        new Trigger.CodeDeployHook("d-ABC123DEF", "eyJlbmNyeXB0ZWREYXRhIjoi...")),
                Arguments.of("ecs-hook", new Trigger.NativeHook("PRODUCTION_TRAFFIC_SHIFT",
                        "arn:aws:ecs:us-west-2:123456789012:service-deployment/my-cluster/my-service/"
                                + "EZe5RNVLH6PPzHXINuP28",
                        "arn:aws:ecs:us-west-2:123456789012:service/my-cluster/my-service",
                        "arn:aws:ecs:us-west-2:123456789012:service-revision/my-cluster/my-service/"
                                + "9313423515462893900")),
                Arguments.of("codedeploy-deployment-state-change", new Trigger.CodeDeployChanged("d-123456789")),
                Arguments.of("ecs-deployment-state-change", new Trigger.DeploymentChanged(
                        "arn:aws:ecs:us-west-2:111122223333:service/default/servicetest")),
                Arguments.of("ecs-task-state-change", new Trigger.TaskChanged(TASK, Optional.empty())));
    }

    /** The payloads are the ones that the guides of ECS, CodeDeploy and EventBridge show. */
    @ParameterizedTest
    @MethodSource("documentedPayloads")
    void whatAwsDocumentsIsUnderstood(String name, Trigger expected) throws IOException {
        assertThat(TriggerParser.parse(payload(name))).isEqualTo(expected);
    }

    private static Trigger parse(String text) {
        return TriggerParser.parse(Json.parse(text.replace('\'', '"')));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            tidegate/d-42/pre/3       | true
            ecs-svc/9313423515462893  | false
            tidegate/d-42/other/3     | false
            """)
    void aTaskOfOursIsKnownByWhoStartedIt(String startedBy, boolean ours) {
        Trigger trigger = parse("{'source':'aws.ecs','detail-type':'ECS Task State Change','detail':{'taskArn':'" + TASK
                + "','startedBy':'" + startedBy + "','new':{'fields':[1,2]}},'another':true}");

        TaskKey key = new TaskKey(new ReleaseId("d-42"), Phase.PRE_TRAFFIC, 3);
        assertThat(trigger).isEqualTo(
                new Trigger.TaskChanged(TASK, ours ? Optional.of(key) : Optional.empty()));
    }

    @Test
    void fieldsThatAreNewToUsAreIgnored() {
        assertThat(parse("{'DeploymentId':'d-1','LifecycleEventHookExecutionId':'x','Region':'eu','Nested':{'a':[]}}"))
                .isEqualTo(new Trigger.CodeDeployHook("d-1", "x"));
        assertThat(parse("{'executionId':'e','lifecycleStage':'A_NEW_STAGE','resourceArn':'dep','hookDetails':null,"
                + "'executionDetails':{'serviceArn':'svc','targetServiceRevisionArn':'rev','weights':{'rev':0.1}}}"))
                .isEqualTo(new Trigger.NativeHook("A_NEW_STAGE", "dep", "svc", "rev"));
    }

    static Stream<Arguments> commands() {
        return Stream.of(
                Arguments.of("{'command':'start','database':'orders','taskDefinition':'web:42'}",
                        new Trigger.Start("orders", "web:42", Optional.empty())),
                Arguments.of("{'command':'start','database':'orders','taskDefinition':'web:42','id':'r-1'}",
                        new Trigger.Start("orders", "web:42", Optional.of(new ReleaseId("r-1")))),
                Arguments.of("{'command':'status','release':'r-1'}", new Trigger.Status(new ReleaseId("r-1"))),
                Arguments.of("{'command':'explain','release':'r-1'}", new Trigger.Explain(new ReleaseId("r-1"))),
                Arguments.of("{'command':'sweep'}", new Trigger.Sweep()),
                Arguments.of("{'source':'aws.events','detail-type':'Scheduled Event','detail':{}}",
                        new Trigger.Sweep()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void directCallsAreUnderstood(String input, Trigger expected) {
        assertThat(parse(input)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {} | expected an ECS or CodeDeploy lifecycle hook, an EventBridge event or an object with "command"; given an object with
            {'a':1,'b':2} | expected an ECS or CodeDeploy lifecycle hook, an EventBridge event or an object with "command"; given an object with a, b
            {'LifecycleEventHookExecutionId':'x'} | CodeDeploy lifecycle hook: expected a text at "DeploymentId"
            {'LifecycleEventHookExecutionId':'x','DeploymentId':7} | CodeDeploy lifecycle hook: expected a text at "DeploymentId"
            {'LifecycleEventHookExecutionId':' ','DeploymentId':'d-1'} | CodeDeploy lifecycle hook: expected a text at "LifecycleEventHookExecutionId"
            {'lifecycleStage':'PRE_SCALE_UP'} | ECS lifecycle hook: expected a text at "resourceArn"
            {'lifecycleStage':'PRE_SCALE_UP','resourceArn':'d'} | ECS lifecycle hook: expected a text at "executionDetails.serviceArn"
            {'lifecycleStage':'PRE_SCALE_UP','resourceArn':'d','executionDetails':{'serviceArn':'s'}} | ECS lifecycle hook: expected a text at "executionDetails.targetServiceRevisionArn"
            {'detail-type':'ECS Service Action','source':'aws.ecs'} | no use for event "ECS Service Action" from "aws.ecs"
            {'detail-type':'ECS Task State Change','source':'mine'} | no use for event "ECS Task State Change" from "mine"
            {'detail-type':'ECS Task State Change','source':'aws.ecs','detail':{}} | ECS Task State Change: expected a text at "detail.taskArn"
            {'detail-type':'ECS Deployment State Change','source':'aws.ecs','resources':[]} | ECS Deployment State Change: expected a service in "resources"
            {'detail-type':'CodeDeploy Deployment State-change Notification','source':'aws.codedeploy'} | CodeDeploy Deployment State-change Notification: expected a text at "detail.deploymentId"
            {'command':'retry','release':'r'} | command "retry": expected start, status, explain or sweep
            {'command':7} | direct call: expected a text at "command"
            {'command':'start','database':'orders'} | start: expected a text at "taskDefinition"
            {'command':'start','database':'o','taskdefinition':'w'} | start: "taskdefinition" is not known; expected database, id, taskDefinition
            {'command':'sweep','release':'r'} | sweep: "release" is not known; expected nothing else
            {'command':'status'} | status: expected a text at "release"
            {'command':'status','release':'a b'} | status: release id "a b": expected 1 to 80 letters, digits, - and _
            """)
    void whatIsIncompleteOrUnknownIsRefusedWithAMessageThatHelps(String input, String message) {
        assertThatThrownBy(() -> parse(input)).isInstanceOf(UnknownTrigger.class)
                .satisfies(e -> assertThat(e.getMessage().strip()).isEqualTo(message));
    }

    @Test
    void anEventOfAHookThatWaitsForAPersonIsOfNoUse() {
        assertThatThrownBy(() -> TriggerParser.parse(payload("ecs-hook-state-change")))
                .isInstanceOf(UnknownTrigger.class).hasMessage("no use for event \"ECS Hook State Change\" from "
                        + "\"aws.ecs\"");
    }
}
