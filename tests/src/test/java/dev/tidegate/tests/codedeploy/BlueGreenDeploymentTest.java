package dev.tidegate.tests.codedeploy;

import static dev.tidegate.tests.ecs.Laboratory.CLUSTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.tests.ecs.Laboratory;
import dev.tidegate.tests.ecs.TrafficSteps;
import dev.tidegate.tests.function.Functions.FunctionError;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackEvent;
import software.amazon.awssdk.services.codedeploy.model.DeploymentAlreadyCompletedException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentCreator;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentLimitExceededException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentNotStartedException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.DeploymentWaitType;
import software.amazon.awssdk.services.codedeploy.model.ECSService;
import software.amazon.awssdk.services.codedeploy.model.ECSTarget;
import software.amazon.awssdk.services.codedeploy.model.ErrorCode;
import software.amazon.awssdk.services.codedeploy.model.InvalidLifecycleEventHookExecutionIdException;
import software.amazon.awssdk.services.codedeploy.model.InvalidLifecycleEventHookExecutionStatusException;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventAlreadyCompletedException;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;
import software.amazon.awssdk.services.codedeploy.model.TargetStatus;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;

class BlueGreenDeploymentTest {
    private final Laboratory lab = new Laboratory();
    private final SimulatedCodeDeploy codeDeploy = new SimulatedCodeDeploy(lab.world, lab.ecs);

    @BeforeEach
    void aServiceUnderCodeDeploy() {
        lab.ecs.createService(request -> request.cluster(CLUSTER)
                .serviceName("shop")
                .taskDefinition("shop:1")
                .desiredCount(2)
                .loadBalancers(Laboratory.balancers())
                .deploymentController(controller -> controller.type(DeploymentControllerType.CODE_DEPLOY)));
        lab.until(() -> lab.service().runningCount() == 2);
        codeDeploy.createApplication(request -> request.applicationName("app"));
        codeDeploy.createDeploymentGroup(request -> request.applicationName("app")
                .deploymentGroupName("group")
                .ecsServices(List.of(ECSService.builder().clusterName(CLUSTER).serviceName("shop").build()))
                .autoRollbackConfiguration(rollback -> rollback.enabled(true)
                        .events(AutoRollbackEvent.DEPLOYMENT_FAILURE, AutoRollbackEvent.DEPLOYMENT_STOP_ON_REQUEST))
                .blueGreenDeploymentConfiguration(blueGreen -> blueGreen.terminateBlueInstancesOnDeploymentSuccess(
                        blue -> blue.terminationWaitTimeInMinutes(60))));
        lab.events.clear();
    }

    private String deploy(String taskDefinition, String... events) {
        var hooks = Arrays.stream(events)
                .map(event -> "{\"" + event + "\":\"hook-" + event + "\"}")
                .collect(Collectors.joining(","));
        var content = """
                {"version":0.0,"Resources":[{"TargetService":{"Type":"AWS::ECS::Service","Properties":{
                "TaskDefinition":"%s","LoadBalancerInfo":{"ContainerName":"app","ContainerPort":8080}}}}],
                "Hooks":[%s]}""".formatted(taskDefinition, hooks);
        return codeDeploy.createDeployment(request -> request.applicationName("app")
                .deploymentGroupName("group")
                .revision(revision -> revision.appSpecContent(appSpec -> appSpec.content(content)))).deploymentId();
    }

    private void answering(String event, LifecycleEventStatus status) {
        lab.functions.when("hook-" + event, payload -> {
            report(payload, status);
            return "null";
        });
    }

    private void report(JsonNode payload, LifecycleEventStatus status) {
        codeDeploy.putLifecycleEventHookExecutionStatus(
                request -> request.deploymentId(payload.get("DeploymentId").asText())
                        .lifecycleEventHookExecutionId(payload.get("LifecycleEventHookExecutionId").asText())
                        .status(status));
    }

    private DeploymentInfo info(String id) {
        return codeDeploy.getDeployment(request -> request.deploymentId(id)).deploymentInfo();
    }

    private ECSTarget target(String id) {
        var targetId = codeDeploy.listDeploymentTargets(request -> request.deploymentId(id)).targetIds().getFirst();
        return codeDeploy.getDeploymentTarget(request -> request.deploymentId(id).targetId(targetId))
                .deploymentTarget()
                .ecsTarget();
    }

    private void until(String id, DeploymentStatus status) {
        lab.until(() -> info(id).status() == status);
    }

    private void untilTargetSucceeded(String id) {
        until(id, DeploymentStatus.IN_PROGRESS);
        lab.until(() -> target(id).status() == TargetStatus.SUCCEEDED);
    }

    private String rollbackOf(String id) {
        return info(id).rollbackInfo().rollbackDeploymentId();
    }

    private List<String> runningTaskDefinitions() {
        return lab.tasks(DesiredStatus.RUNNING)
                .stream()
                .map(task -> task.taskDefinitionArn().substring(task.taskDefinitionArn().lastIndexOf('/') + 1))
                .distinct()
                .toList();
    }

    @Test
    void hooksAreInvokedInTheOrderOfTheLifecycleEvents() {
        var hooked = List.of("BeforeInstall", "AfterInstall", "BeforeAllowTraffic", "AfterAllowTraffic");
        hooked.forEach(event -> answering(event, LifecycleEventStatus.SUCCEEDED));

        var id = deploy("shop:2", hooked.toArray(String[]::new));
        until(id, DeploymentStatus.SUCCEEDED);

        assertThat(lab.functions.calls()).extracting(call -> call.function())
                .containsExactly("hook-BeforeInstall", "hook-AfterInstall", "hook-BeforeAllowTraffic",
                        "hook-AfterAllowTraffic");
        assertThat(target(id).lifecycleEvents()).extracting(event -> event.lifecycleEventName())
                .containsExactly("BeforeInstall", "Install", "AfterInstall", "AllowTestTraffic",
                        "AfterAllowTestTraffic", "BeforeAllowTraffic", "AllowTraffic", "AfterAllowTraffic");
    }

    @Test
    void aHookIsToldTwoIdsAndNothingElse() {
        answering("BeforeInstall", LifecycleEventStatus.SUCCEEDED);

        var id = deploy("shop:2", "BeforeInstall");
        until(id, DeploymentStatus.SUCCEEDED);

        var payload = lab.functions.calls("hook-BeforeInstall").getFirst();
        assertThat(payload.properties()).extracting(field -> field.getKey())
                .containsExactly("DeploymentId", "LifecycleEventHookExecutionId");
        assertThat(payload.get("DeploymentId").asText()).isEqualTo(id);
    }

    @Test
    void theReplacementTaskSetDoesNotExistBeforeBeforeInstallHasSucceeded() {
        lab.functions.when("hook-BeforeInstall", payload -> "null");

        var id = deploy("shop:2", "BeforeInstall");
        lab.time.advance(Duration.ofMinutes(59));

        assertThat(lab.service().taskSets()).hasSize(1);
        assertThat(target(id).lifecycleEvents().getFirst().status()).isEqualTo(LifecycleEventStatus.IN_PROGRESS);

        report(lab.functions.calls("hook-BeforeInstall").getFirst(), LifecycleEventStatus.SUCCEEDED);
        lab.until(() -> lab.service().taskSets().size() == 2);
        assertThat(lab.service().taskSets().getLast().externalId()).isEqualTo(id);
        assertThat(lab.service().taskSets().getLast().startedBy()).isEqualTo("CODE_DEPLOY");
    }

    @Test
    void aHookWithoutAStatusFailsAfterOneHour() {
        lab.functions.when("hook-BeforeInstall", payload -> "{\"anything\":true}");

        var id = deploy("shop:2", "BeforeInstall");
        lab.time.advance(Duration.ofMinutes(60));
        assertThat(info(id).status()).isEqualTo(DeploymentStatus.IN_PROGRESS);
        lab.time.advance(Duration.ofSeconds(3));

        assertThat(info(id).status()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(info(id).errorInformation().code()).isEqualTo(ErrorCode.HOOK_EXECUTION_FAILURE);
        assertThatThrownBy(() -> report(lab.functions.calls("hook-BeforeInstall").getFirst(),
                LifecycleEventStatus.SUCCEEDED)).isInstanceOf(LifecycleEventAlreadyCompletedException.class);
    }

    @Test
    void aFunctionThatThrowsFailsTheHookOnlyAfterOneHourUnlessChosenOtherwise() {
        lab.functions.when("hook-BeforeInstall", payload -> {
            throw new FunctionError("boom");
        });

        var patient = deploy("shop:2", "BeforeInstall");
        lab.time.advance(Duration.ofMinutes(30));
        assertThat(info(patient).status()).isEqualTo(DeploymentStatus.IN_PROGRESS);
        until(patient, DeploymentStatus.FAILED);

        codeDeploy.behave(CodeDeployBehaviour.standard().withFunctionErrorFailingHook());
        var strict = deploy("shop:2", "BeforeInstall");
        lab.time.advance(Duration.ofSeconds(3));
        assertThat(info(strict).status()).isEqualTo(DeploymentStatus.FAILED);
    }

    @Test
    void aFailedBeforeInstallHasNothingToRollBack() {
        answering("BeforeInstall", LifecycleEventStatus.FAILED);

        var id = deploy("shop:2", "BeforeInstall");
        until(id, DeploymentStatus.FAILED);
        lab.time.advance(Duration.ofHours(1));

        assertThat(info(id).rollbackInfo()).isNull();
        assertThat(runningTaskDefinitions()).containsExactly("shop:1");
    }

    @Test
    void onlySucceededAndFailedAreTakenAndOnlyOnce() {
        lab.functions.when("hook-BeforeInstall", payload -> "null");
        var id = deploy("shop:2", "BeforeInstall");
        lab.until(() -> !lab.functions.calls().isEmpty());
        var payload = lab.functions.calls("hook-BeforeInstall").getFirst();

        assertThatThrownBy(() -> report(payload, LifecycleEventStatus.IN_PROGRESS))
                .isInstanceOf(InvalidLifecycleEventHookExecutionStatusException.class);
        assertThatThrownBy(() -> codeDeploy.putLifecycleEventHookExecutionStatus(
                request -> request.deploymentId(id)
                        .lifecycleEventHookExecutionId("made-up")
                        .status(LifecycleEventStatus.SUCCEEDED)))
                .isInstanceOf(InvalidLifecycleEventHookExecutionIdException.class);
        report(payload, LifecycleEventStatus.SUCCEEDED);
        assertThatThrownBy(() -> report(payload, LifecycleEventStatus.FAILED))
                .isInstanceOf(LifecycleEventAlreadyCompletedException.class);
        until(id, DeploymentStatus.SUCCEEDED);
    }

    @Test
    void aHookCanBeInvokedTwice() {
        codeDeploy.behave(CodeDeployBehaviour.standard().withHooksTwice());
        lab.functions.when("hook-BeforeInstall", payload -> "null");

        deploy("shop:2", "BeforeInstall");
        lab.time.advance(Duration.ofMinutes(1));

        assertThat(lab.functions.calls("hook-BeforeInstall")).hasSize(2);
        assertThat(lab.functions.calls("hook-BeforeInstall").getFirst())
                .isEqualTo(lab.functions.calls("hook-BeforeInstall").getLast());
    }

    @Test
    void theTargetSucceedsAnHourBeforeTheDeploymentDoes() {
        var id = deploy("shop:2");
        untilTargetSucceeded(id);

        assertThat(info(id).status()).isEqualTo(DeploymentStatus.IN_PROGRESS);
        assertThat(info(id).instanceTerminationWaitTimeStarted()).isFalse();
        assertThat(lab.containers.executing("shop:1")).hasSize(2);
        lab.time.advance(Duration.ofMinutes(59));
        assertThat(info(id).status()).isEqualTo(DeploymentStatus.IN_PROGRESS);
        until(id, DeploymentStatus.SUCCEEDED);
    }

    @Test
    void theTerminationWaitCanBeEndedEarly() {
        var id = deploy("shop:2");
        untilTargetSucceeded(id);

        codeDeploy.continueDeployment(
                request -> request.deploymentId(id).deploymentWaitType(DeploymentWaitType.TERMINATION_WAIT));
        lab.time.advance(Duration.ofSeconds(1));

        assertThat(info(id).status()).isEqualTo(DeploymentStatus.SUCCEEDED);
    }

    @Test
    void itSucceedsAndTheOriginalTaskSetVanishesWhileItsContainersExecute() {
        var id = deploy("shop:2");
        until(id, DeploymentStatus.SUCCEEDED);
        lab.time.advance(Duration.ofSeconds(1));

        assertThat(lab.service().taskSets()).hasSize(1);
        assertThat(lab.containers.executing("shop:1")).hasSize(2);
        assertThat(runningTaskDefinitions()).containsExactly("shop:2");
        assertThat(lab.tasks(DesiredStatus.STOPPED)).extracting(task -> task.lastStatus())
                .containsOnly("DEACTIVATING");
    }

    @Test
    void itCanBeToldToWaitUntilTheOriginalTasksAreStopped() {
        codeDeploy.behave(CodeDeployBehaviour.standard().withSuccessAfterStopped());

        var id = deploy("shop:2");
        until(id, DeploymentStatus.SUCCEEDED);

        assertThat(lab.containers.executing("shop:1")).isEmpty();
    }

    @Test
    void aRollbackDuringTheTerminationWaitIsADeploymentOfItsOwn() {
        var id = deploy("shop:2");
        untilTargetSucceeded(id);
        var blue = target(id).taskSetsInfo().getFirst().identifer();

        codeDeploy.stopDeployment(request -> request.deploymentId(id).autoRollbackEnabled(true));
        assertThat(info(id).status()).isEqualTo(DeploymentStatus.STOPPED);
        assertThat(info(id).errorInformation().code()).isEqualTo(ErrorCode.MANUAL_STOP);
        var rollback = rollbackOf(id);
        until(rollback, DeploymentStatus.SUCCEEDED);

        assertThat(info(rollback).creator()).isEqualTo(DeploymentCreator.CODE_DEPLOY_ROLLBACK);
        assertThat(info(rollback).rollbackInfo().rollbackTriggeringDeploymentId()).isEqualTo(id);
        assertThat(lab.traffic).containsEntry(blue, 100.0);
        assertThat(runningTaskDefinitions()).containsExactly("shop:1");
        assertThat(lab.service().taskSets()).singleElement()
                .satisfies(set -> assertThat(set.status()).isEqualTo("PRIMARY"));
    }

    @Test
    void aRollbackRunsTheHooksOfTheRevisionItGoesBackToUnlessChosenOtherwise() {
        answering("BeforeInstall", LifecycleEventStatus.SUCCEEDED);
        answering("AfterAllowTraffic", LifecycleEventStatus.FAILED);

        var first = deploy("shop:2", "BeforeInstall", "AfterAllowTraffic");
        until(first, DeploymentStatus.FAILED);
        var rollback = rollbackOf(first);
        until(rollback, DeploymentStatus.FAILED);
        assertThat(lab.functions.calls("hook-BeforeInstall"))
                .extracting(payload -> payload.get("DeploymentId").asText())
                .containsExactly(first, rollback);

        codeDeploy.behave(CodeDeployBehaviour.standard().withoutHooksOnRollback());
        var second = deploy("shop:3", "AfterAllowTraffic");
        until(second, DeploymentStatus.FAILED);
        until(rollbackOf(second), DeploymentStatus.SUCCEEDED);
        assertThat(runningTaskDefinitions()).containsExactly("shop:1");
    }

    @Test
    void aStoppedDeploymentWithoutARollbackLeavesItsTaskSetToTheNextOne() {
        lab.functions.when("hook-AfterInstall", payload -> "null");
        var stopped = deploy("shop:2", "AfterInstall");
        lab.until(() -> !lab.functions.calls().isEmpty());

        codeDeploy.stopDeployment(request -> request.deploymentId(stopped).autoRollbackEnabled(false));
        lab.time.advance(Duration.ofHours(1));
        assertThat(info(stopped).rollbackInfo()).isNull();
        assertThat(lab.service().taskSets()).hasSize(2);
        assertThatThrownBy(() -> report(lab.functions.calls("hook-AfterInstall").getFirst(),
                LifecycleEventStatus.SUCCEEDED)).isInstanceOf(LifecycleEventAlreadyCompletedException.class);

        until(deploy("shop:3"), DeploymentStatus.SUCCEEDED);
        lab.time.advance(Duration.ofSeconds(1));
        assertThat(runningTaskDefinitions()).containsExactly("shop:3");
    }

    @Test
    void aReplacementTaskSetThatNeverBecomesHealthyTimesOutAndIsRolledBack() {
        lab.containers.missing("shop:2");

        var id = deploy("shop:2");
        until(id, DeploymentStatus.FAILED);
        until(rollbackOf(id), DeploymentStatus.SUCCEEDED);

        assertThat(info(id).errorInformation().code()).isEqualTo(ErrorCode.TIMEOUT);
        assertThat(lab.service().taskSets()).hasSize(1);
        assertThat(runningTaskDefinitions()).containsExactly("shop:1");
    }

    @Test
    void theConfigurationsNameSaysHowTrafficMoves() {
        assertThat(TrafficRouting.of("CodeDeployDefault.ECSAllAtOnce").percents()).containsExactly(100.0);
        assertThat(TrafficRouting.of("CodeDeployDefault.ECSCanary10Percent5Minutes"))
                .isEqualTo(TrafficSteps.canary(10.0, Duration.ofMinutes(5)));
        assertThat(TrafficRouting.of("CodeDeployDefault.ECSLinear10PercentEvery3Minutes").percents()).hasSize(10)
                .endsWith(90.0, 100.0);
    }

    @Test
    void aRollbackDeploysTheLastGoodRevision() {
        var good = deploy("shop:2");
        until(good, DeploymentStatus.SUCCEEDED);
        var bad = deploy("shop:3");
        untilTargetSucceeded(bad);

        codeDeploy.stopDeployment(request -> request.deploymentId(bad).autoRollbackEnabled(true));

        assertThat(info(rollbackOf(bad)).revision()).isEqualTo(info(good).revision());
        until(rollbackOf(bad), DeploymentStatus.SUCCEEDED);
        assertThat(runningTaskDefinitions()).containsExactly("shop:2");
    }

    @Test
    void onceTheOriginalTaskSetIsTerminatedItIsTooLate() {
        codeDeploy.behave(CodeDeployBehaviour.standard().withSuccessAfterStopped());
        var id = deploy("shop:2");
        untilTargetSucceeded(id);
        lab.time.advance(Duration.ofMinutes(61));

        assertThat(info(id).status()).isEqualTo(DeploymentStatus.IN_PROGRESS);
        assertThatThrownBy(() -> codeDeploy.stopDeployment(request -> request.deploymentId(id)))
                .isInstanceOf(DeploymentAlreadyCompletedException.class);
    }

    @Test
    void oneDeploymentOfAGroupIsUnderWayAtATime() {
        deploy("shop:2");

        assertThatThrownBy(() -> deploy("shop:3")).isInstanceOf(DeploymentLimitExceededException.class);
    }

    @Test
    void aDeploymentThatHasNotStartedHasNoTargets() {
        var id = deploy("shop:2");

        assertThatThrownBy(() -> target(id)).isInstanceOf(DeploymentNotStartedException.class);
    }

    @Test
    void theAppSpecIsReadByItsHashOnly() {
        var id = deploy("shop:2");
        var revision = info(id).revision();

        assertThat(revision.appSpecContent().content()).isNull();
        var full = codeDeploy.getApplicationRevision(
                request -> request.applicationName("app").revision(revision)).revision();
        assertThat(full.appSpecContent().content()).contains("shop:2");
    }

    @Test
    void eventsTellTheStatesOfDeploymentAndRollback() {
        var id = deploy("shop:2");
        untilTargetSucceeded(id);
        codeDeploy.stopDeployment(request -> request.deploymentId(id).autoRollbackEnabled(true));
        until(rollbackOf(id), DeploymentStatus.SUCCEEDED);

        assertThat(lab.events("CodeDeploy Deployment State-change Notification"))
                .extracting(event -> event.get("deploymentId").asText() + " " + event.get("state").asText())
                .containsExactly(id + " START", id + " STOP", rollbackOf(id) + " START", rollbackOf(id) + " SUCCESS");
    }

    @Test
    void ecsRefusesToDeploySuchAServiceAndShowsNoDeployments() {
        assertThatThrownBy(() -> lab.deploy("shop:2")).isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Unable to update task definition on services with a CODE_DEPLOY deployment"
                        + " controller.");
        assertThat(lab.service().deployments()).isEmpty();
        assertThat(lab.tasks(DesiredStatus.RUNNING)).extracting(task -> task.startedBy())
                .containsOnly(lab.service().taskSets().getFirst().id());
    }
}
