package dev.tidegate.lambda.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.lambda.json.Json;
import dev.tidegate.lambda.release.Caller;
import dev.tidegate.lambda.release.Phase;
import dev.tidegate.lambda.release.ReleaseId;
import dev.tidegate.lambda.release.TaskKey;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TriggerParserTest {
    private static final String TASK = "arn:aws:ecs:us-east-1:123456789012:task/example-cluster/a1173316d40a45dea9";

    private static final String OWNER = "arn:aws:ecs:eu-west-1:111122223333:";
    private static final String SERVICE = OWNER + "service/shop/web";
    private static final String DEPLOYMENT = OWNER + "service-deployment/shop/web/dep42";
    private static final String REVISION = OWNER + "service-revision/shop/web/4242";
    private static final ReleaseId R_1 = new ReleaseId("r-1");
    private static final Optional<String> NOBODY = Optional.empty();

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
                Arguments.of("codedeploy-deployment-state-change", new Trigger.CodeDeployChanged("d-123456789",
                        "myApplication", "myDeploymentGroup")),
                Arguments.of("ecs-deployment-state-change", new Trigger.DeploymentChanged(
                        "arn:aws:ecs:us-west-2:111122223333:service/default/servicetest")),
                Arguments.of("ecs-task-state-change", new Trigger.TaskChanged(TASK, Optional.empty())));
    }

    /** The payloads are the ones that the guides of ECS, CodeDeploy and EventBridge show. */
    @ParameterizedTest
    @MethodSource("documentedPayloads")
    void whatAwsDocumentsIsUnderstood(String name, Trigger expected) throws IOException {
        assertThat(TriggerParser.parse(payload(name), Home.ANYWHERE)).isEqualTo(expected);
    }

    private static Trigger parse(String text) {
        return TriggerParser.parse(Json.parse(text.replace('\'', '"')), Home.ANYWHERE);
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
        assertThat(parse("{'executionId':'e','lifecycleStage':'A_NEW_STAGE','resourceArn':'" + DEPLOYMENT
                + "','hookDetails':null,"
                + "'executionDetails':{'serviceArn':'" + SERVICE + "','targetServiceRevisionArn':'" + REVISION
                + "','weights':{'rev':0.1}}}"))
                .isEqualTo(new Trigger.NativeHook("A_NEW_STAGE", DEPLOYMENT, SERVICE, REVISION));
    }

    @ParameterizedTest
    @CsvSource({"2026-03-01T12:00:00Z, true", "noon, false"})
    void aHookTellsSinceWhenItHasBeenWaiting(String since, boolean told) {
        Trigger hook = parse("{'executionId':'e','lifecycleStage':'PRE_SCALE_UP','resourceArn':'" + DEPLOYMENT
                + "','hookDetails':{'mine':1,'tidegateWaitingSince':'" + since + "'},'executionDetails':{'serviceArn':'"
                + SERVICE + "','targetServiceRevisionArn':'" + REVISION + "'}}");

        assertThat(hook).isEqualTo(new Trigger.NativeHook("PRE_SCALE_UP", DEPLOYMENT, SERVICE, REVISION, told ? Optional
                .of(Instant.parse(since)) : Optional.empty()));
    }

    static Stream<Arguments> commands() {
        return Stream.of(
                Arguments.of("{'command':'start','database':'orders','taskDefinition':'web:42'}",
                        new Trigger.Start("orders", NOBODY, "web:42", Optional.empty(), Optional.empty(), NOBODY)),
                Arguments.of("{'command':'start','database':'orders','taskDefinition':'web:42','id':'r-1',"
                        + "'service':'web','taskToken':'t','by':'ann'}", new Trigger.Start("orders", Optional.of("web"),
                                "web:42", Optional.of(R_1), Optional.of(new Caller(Phase.PRE_TRAFFIC, "t")), Optional
                                        .of("ann"))),
                Arguments.of("{'command':'await','release':'r-1','phase':'post-traffic','taskToken':'t'}",
                        new Trigger.Await(R_1, new Caller(Phase.POST_TRAFFIC, "t"), NOBODY)),
                Arguments.of("{'command':'retry','release':'r-1'}", new Trigger.Retry(R_1, NOBODY)),
                Arguments.of("{'command':'cancel','release':'r-1','by':'ann'}", new Trigger.Cancel(R_1, Optional.of(
                        "ann"))),
                Arguments.of("{'command':'approve','release':'r-1'}", new Trigger.Approve(R_1, NOBODY)),
                Arguments.of("{'command':'ended','release':'r-1','tasks':['t/1','t/2']}", new Trigger.Ended(R_1, Set.of(
                        "t/1", "t/2"), NOBODY)),
                Arguments.of("{'command':'status','release':'r-1'}", new Trigger.Status(R_1, NOBODY)),
                Arguments.of("{'command':'list'}", new Trigger.ListReleases(Optional.empty(), NOBODY)),
                Arguments.of("{'command':'list','database':'shop'}", new Trigger.ListReleases(Optional.of("shop"),
                        NOBODY)),
                Arguments.of("{'command':'explain','release':'r-1'}", new Trigger.Explain(R_1, NOBODY)),
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
            {'lifecycleStage':'PRE_SCALE_UP','resourceArn':'dep','executionDetails':{'serviceArn':'arn:aws:ecs:eu-west-1:111122223333:service/shop/web','targetServiceRevisionArn':'r'}} | ECS lifecycle hook: expected the ARN of a service deployment, given "dep"
            {'command':'await','release':'r','phase':'pre','taskToken':'t'} | await: phase "pre": expected pre-traffic or post-traffic
            {'command':'await','release':'r','phase':'pre-traffic'} | await: expected a text at "taskToken"
            {'command':'approve','release':'r','by':7} | approve: expected a text at "by"
            {'LifecycleEventHookExecutionId':'x','DeploymentId':'d/1'} | CodeDeploy lifecycle hook: DeploymentId: release id "d/1": expected 1 to 80 letters, digits, - and _
            {'detail-type':'ECS Service Action','source':'aws.ecs'} | no use for event "ECS Service Action" from "aws.ecs"
            {'detail-type':'ECS Task State Change','source':'mine'} | no use for event "ECS Task State Change" from "mine"
            {'detail-type':'ECS Task State Change','source':'aws.ecs','detail':{}} | ECS Task State Change: expected a text at "detail.taskArn"
            {'detail-type':'ECS Deployment State Change','source':'aws.ecs','resources':[]} | ECS Deployment State Change: expected a service in "resources"
            {'detail-type':'CodeDeploy Deployment State-change Notification','source':'aws.codedeploy'} | CodeDeploy Deployment State-change Notification: expected a text at "detail.deploymentId"
            {'command':'stop','release':'r'} | command "stop": expected start, await, list, status, explain, retry, cancel, approve, ended or sweep
            {'command':'ended','release':'r'} | ended: expected ARNs of tasks, at most 200, at "tasks"
            {'command':'ended','release':'r','tasks':'t/1'} | ended: expected ARNs of tasks, at most 200, at "tasks"
            {'command':'ended','release':'r','tasks':['t/1',2]} | ended: expected ARNs of tasks, at most 200, at "tasks"
            {'command':7} | direct call: expected a text at "command"
            {'command':'start','database':'orders'} | start: expected a text at "taskDefinition"
            {'command':'start','database':'o','taskdefinition':'w'} | start: "taskdefinition" is not known; expected by, database, id, service, taskDefinition, taskToken
            {'command':'sweep','release':'r'} | sweep: "release" is not known; expected by
            {'command':'status'} | status: expected a text at "release"
            {'command':'status','release':'a b'} | status: release id "a b": expected 1 to 80 letters, digits, - and _
            """)
    void whatIsIncompleteOrUnknownIsRefusedWithAMessageThatHelps(String input, String message) {
        assertThatThrownBy(() -> parse(input)).isInstanceOf(UnknownTrigger.class)
                .satisfies(e -> assertThat(e.getMessage().strip()).isEqualTo(message));
    }

    @Test
    void anEventOfAHookThatWaitsForAPersonIsOfNoUse() {
        assertThatThrownBy(() -> TriggerParser.parse(payload("ecs-hook-state-change"), Home.ANYWHERE))
                .isInstanceOf(UnknownTrigger.class).hasMessage("no use for event \"ECS Hook State Change\" from "
                        + "\"aws.ecs\"");
    }

    @Test
    void aHookOfAnotherServiceThanItSaysIsRefused() {
        for (String other : List.of(DEPLOYMENT.replace("/web/", "/api/"), DEPLOYMENT.replace("111122223333",
                "444455556666"), DEPLOYMENT.replace("eu-west-1", "us-east-1"))) {
            assertThatThrownBy(() -> parse(hook(other, SERVICE, REVISION))).isInstanceOf(UnknownTrigger.class)
                    .hasMessage("ECS lifecycle hook: \"" + other + "\" and \"" + REVISION + "\" are not of service \""
                            + SERVICE + "\"");
        }
    }

    private static String hook(String deployment, String service, String revision) {
        return "{'lifecycleStage':'PRE_SCALE_UP','resourceArn':'" + deployment + "','executionDetails':{'serviceArn':'"
                + service + "','targetServiceRevisionArn':'" + revision + "'}}";
    }

    @Test
    void whatComesFromElsewhereIsRefused() {
        Home home = Home.of("arn:aws:lambda:eu-west-1:444455556666:function:tidegate");
        Json hook = Json.parse(hook(DEPLOYMENT, SERVICE, REVISION).replace('\'', '"'));
        Json event = Json.parse("{\"source\":\"aws.ecs\",\"detail-type\":\"ECS Deployment State Change\","
                + "\"account\":\"111122223333\",\"region\":\"eu-west-1\",\"resources\":[\"" + SERVICE + "\"]}");

        assertThatThrownBy(() -> TriggerParser.parse(hook, home)).isInstanceOf(UnknownTrigger.class).hasMessage(
                "ECS lifecycle hook: service \"" + SERVICE + "\" is in another account or region than the function");
        assertThatThrownBy(() -> TriggerParser.parse(event, home)).isInstanceOf(UnknownTrigger.class).hasMessage(
                "event \"ECS Deployment State Change\" from \"aws.ecs\" comes from another account or region than the"
                        + " function's");
        Home own = Home.of("arn:aws:lambda:eu-west-1:111122223333:function:tidegate:live");
        assertThat(TriggerParser.parse(hook, own)).isInstanceOf(Trigger.NativeHook.class);
        assertThat(TriggerParser.parse(event, own)).isEqualTo(new Trigger.DeploymentChanged(SERVICE));
    }
}
