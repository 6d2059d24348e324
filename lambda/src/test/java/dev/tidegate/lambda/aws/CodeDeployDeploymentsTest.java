package dev.tidegate.lambda.aws;

import static dev.tidegate.lambda.release.Samples.NOON;
import static dev.tidegate.lambda.release.Samples.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.lambda.drain.DrainReading;
import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.DeploymentStatus;
import dev.tidegate.lambda.release.HookAnswer;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.Resolution;
import dev.tidegate.lambda.release.Samples;
import dev.tidegate.lambda.release.State;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentNotStartedException;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEvent;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventAlreadyCompletedException;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocationType;
import software.amazon.awssdk.services.ecs.model.TaskSet;

class CodeDeployDeploymentsTest {
    private static final String GROUP = "\"codeDeploy\": {\"application\": \"app\", \"deploymentGroup\": \"group\"},";
    private final EcsStub ecs = new EcsStub();
    private final CodeDeployStub codeDeploy = new CodeDeployStub();
    private final Cloud cloud = new AwsCloud(new StubClients(ecs, codeDeploy), AwsSamples.settings(GROUP),
            () -> NOON, AwsSamples.UNLIMITED);
    private final Release release = Samples.in(Samples.codeDeployRelease(), new State.Armed());

    @BeforeEach
    void aDeploymentHasBegun() {
        ecs.taskDefinitions.put("migrate:7", AwsSamples.taskDefinition("migrate:7"));
        codeDeploy.info = DeploymentInfo.builder().deploymentId("d-42").applicationName("app")
                .deploymentGroupName("group").status("InProgress").creator("user")
                .revision(revision -> revision.revisionType(RevisionLocationType.APP_SPEC_CONTENT)
                        .appSpecContent(content -> content.sha256("5ec")))
                .build();
        taskSets("PRIMARY", "ACTIVE");
    }

    private void taskSets(String own, String other) {
        ecs.service = ecs.service.toBuilder().taskSets(
                TaskSet.builder().id("ecs-svc/42").externalId("d-42").status(own)
                        .taskDefinition(TARGET.taskDefinition()).build(),
                TaskSet.builder().id("ecs-svc/41").externalId("d-41").status(other).taskDefinition("web:41").build())
                .build();
    }

    private void lifecycleEvent(String name, String status) {
        codeDeploy.target = codeDeploy.target.toBuilder()
                .lifecycleEvents(LifecycleEvent.builder().lifecycleEventName(name).status(status).build()).build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pending", "InProgress", "Unknown"})
    void theAppSpecNamesTheNewTaskDefinition(String status) {
        lifecycleEvent("BeforeInstall", status);

        assertThat(cloud.resolve(release)).isEqualTo(new Resolution.Migrates(TARGET));
        assertThat(codeDeploy.revisions.getFirst().revision().appSpecContent().sha256()).isEqualTo("5ec");
    }

    @Test
    void aDeploymentWithoutTargetsYetIsLookedUpAllTheSame() {
        codeDeploy.notStarted = Optional.of(DeploymentNotStartedException.builder().message("not yet").build());

        assertThat(cloud.resolve(release)).isEqualTo(new Resolution.Migrates(TARGET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"codeDeployRollback", "CloudFormationRollback"})
    void anAutomaticRollbackIsNotHeldUp(String creator) {
        codeDeploy.info = codeDeploy.info.toBuilder().creator(creator).build();

        assertRollback();
    }

    @Test
    void aDeploymentThatAnotherOneTriggeredAsItsRollbackIsNotHeldUp() {
        codeDeploy.info = codeDeploy.info.toBuilder()
                .rollbackInfo(rollback -> rollback.rollbackTriggeringDeploymentId("d-43")).build();

        assertRollback();
    }

    private void assertRollback() {
        assertThat(cloud.resolve(release)).isEqualTo(
                new Resolution.Bypass("the deployment is a rollback: it goes back to code that ran before"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Succeeded", "Failed", "Skipped"})
    void aHookAfterBeforeInstallRunsNothing(String status) {
        lifecycleEvent("BeforeInstall", status);

        assertThat(cloud.resolve(release)).isEqualTo(new Resolution.Bypass(
                "the hook is not BeforeInstall: new tasks may "
                        + "run already, so it is too late for pre-traffic migrations"));
    }

    @Test
    void aDeploymentGroupThatIsNotInTheSettingsIsRefused() {
        codeDeploy.info = codeDeploy.info.toBuilder().deploymentGroupName("other").build();

        assertThat(cloud.resolve(release)).isEqualTo(new Resolution.Refuse(
                "deployment group \"app/other\" is in no entry "
                        + "of the settings; add it as \"codeDeploy\", or take the hook out of the AppSpec"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Created", "Queued", "InProgress", "Baking", "Ready", "AFutureStatus"})
    void whatHasNotEndedIsUnderWay(String status) {
        codeDeploy.info = codeDeploy.info.toBuilder().status(status).build();

        assertThat(cloud.deployment(release)).isEqualTo(new DeploymentStatus.UnderWay(status));
    }

    @ParameterizedTest
    @CsvSource({"Failed, the deployment failed (ALARM_ACTIVE: too many errors)",
            "Stopped, the deployment was stopped (ALARM_ACTIVE: too many errors)"})
    void whatEndedOtherwiseHasFailed(String status, String how) {
        codeDeploy.info = codeDeploy.info.toBuilder().status(status)
                .errorInformation(error -> error.code("ALARM_ACTIVE").message("too many errors")).build();

        assertThat(cloud.deployment(release)).isEqualTo(new DeploymentStatus.Failed(how));
    }

    private void succeeded() {
        codeDeploy.info = codeDeploy.info.toBuilder().status("Succeeded").build();
    }

    @Test
    void aDeploymentWhoseTaskSetServesHasSucceeded() {
        succeeded();
        codeDeploy.underWay = List.of("d-42");

        assertThat(cloud.deployment(release)).isEqualTo(new DeploymentStatus.Succeeded());
    }

    @Test
    void aDeploymentThatAnotherRollsBackIsNoSuccess() {
        succeeded();
        codeDeploy.info = codeDeploy.info.toBuilder()
                .rollbackInfo(rollback -> rollback.rollbackDeploymentId("d-43")).build();

        assertThat(cloud.deployment(release))
                .isEqualTo(new DeploymentStatus.Failed("the deployment was rolled back by d-43"));
    }

    @Test
    void aDeploymentThatAnotherFollowsIsSuperseded() {
        succeeded();
        codeDeploy.underWay = List.of("d-42", "d-43");

        assertThat(cloud.deployment(release))
                .isEqualTo(new DeploymentStatus.Superseded("deployment d-43 is under way"));
    }

    @Test
    void aDeploymentWhoseTaskSetServesNoMoreIsSuperseded() {
        succeeded();
        taskSets("ACTIVE", "PRIMARY");

        assertThat(cloud.deployment(release))
                .isEqualTo(new DeploymentStatus.Superseded("the service's primary task set is not its own"));
    }

    @Test
    void everyOtherTaskSetIsSeenAsLongAsItIsListed() {
        taskSets("PRIMARY", "DRAINING");

        assertThat(cloud.drain(release)).containsExactly(new DrainReading.Deploying(NOON, "service \"web\"",
                new DrainReading.Identity("ecs-svc/42", TARGET.taskDefinition()), List.of(),
                List.of("task set ecs-svc/41 DRAINING")));
    }

    @Test
    void withoutItsOwnTaskSetNothingIsKnown() {
        ecs.service = ecs.service.toBuilder().taskSets(List.of()).build();

        assertThat(cloud.drain(release)).containsExactly(new DrainReading.Unknown("service \"web\"",
                "it has no task set of deployment d-42"));
    }

    @Test
    void anAnswerNamesTheDeploymentAndTheHook() {
        cloud.answer("d-42", Samples.HOOK, new HookAnswer.Failed("broken"));

        assertThat(codeDeploy.answers).singleElement().satisfies(answer -> {
            assertThat(answer.deploymentId()).isEqualTo("d-42");
            assertThat(answer.lifecycleEventHookExecutionId()).isEqualTo("hook-execution-1");
            assertThat(answer.statusAsString()).isEqualTo("Failed");
        });
    }

    @Test
    void havingBeenAnsweredBeforeIsNoError() {
        codeDeploy.refusal = Optional.of(LifecycleEventAlreadyCompletedException.builder().message("done").build());

        assertThatCode(() -> cloud.answer("d-42", Samples.HOOK, new HookAnswer.Succeeded())).doesNotThrowAnyException();
    }

    @Test
    void anAnswerThatDidNotArriveIsToBeSentAgain() {
        codeDeploy.refusal = Optional.of(SdkClientException.create("timed out"));

        assertThatThrownBy(() -> cloud.answer("d-42", Samples.HOOK, new HookAnswer.Succeeded()))
                .isInstanceOf(Cloud.Unavailable.class)
                .hasMessage("CodeDeploy PutLifecycleEventHookExecutionStatus: timed out");
    }

    @Test
    void onlyFinalAnswersAreSent() {
        assertThatThrownBy(() -> cloud.answer("d-42", Samples.HOOK, new HookAnswer.NotYet()))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("CodeDeploy takes only final answers");
    }

    @Test
    void aDeploymentOfAnotherKindIsRefused() {
        codeDeploy.target = null;
        codeDeploy.info = codeDeploy.info.toBuilder().applicationName("instances").build();

        assertThat(cloud.resolve(release)).isInstanceOfSatisfying(Resolution.Refuse.class, refuse -> assertThat(refuse
                .reason()).startsWith("deployment group \"instances/group\" is in no entry of the settings"));
    }

    @Test
    void aDeploymentThatDoesNotExistIsRefusedAtOnceAndCannotSucceed() {
        codeDeploy.unknown = Optional.of(DeploymentDoesNotExistException.builder().message("no d-42").build());

        assertThat(cloud.resolve(release)).isEqualTo(new Resolution.Refuse("CodeDeploy knows no deployment d-42"));
        assertThat(cloud.deployment(release)).isEqualTo(new DeploymentStatus.Failed(
                "CodeDeploy does not know the deployment any more"));
    }
}
