package dev.tidegate.tests.codedeploy;

import static dev.tidegate.tests.ecs.Laboratory.CLUSTER;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.tests.ecs.Laboratory;
import dev.tidegate.tests.wire.Conforming;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackEvent;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.ECSService;
import software.amazon.awssdk.services.codedeploy.model.ECSTarget;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;
import software.amazon.awssdk.services.codedeploy.model.TargetStatus;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;

/** A service whose deployments CodeDeploy controls, in virtual time. */
abstract class CodeDeployLaboratory {
    final Laboratory lab = new Laboratory();
    final SimulatedCodeDeploy simulated = new SimulatedCodeDeploy(lab.world, lab.simulated);
    /** The simulated one, whose calls are held against AWS's definitions. */
    final CodeDeployClient codeDeploy = Conforming.around(CodeDeployClient.class, simulated);

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
                .deploymentGroupName("group").serviceRoleArn("arn:aws:iam::111122223333:role/codedeploy")
                .ecsServices(List.of(ECSService.builder().clusterName(CLUSTER).serviceName("shop").build()))
                .autoRollbackConfiguration(rollback -> rollback.enabled(true)
                        .events(AutoRollbackEvent.DEPLOYMENT_FAILURE, AutoRollbackEvent.DEPLOYMENT_STOP_ON_REQUEST))
                .blueGreenDeploymentConfiguration(blueGreen -> blueGreen.terminateBlueInstancesOnDeploymentSuccess(
                        blue -> blue.terminationWaitTimeInMinutes(60))));
        lab.events.clear();
    }

    String deploy(String taskDefinition, String... events) {
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

    void answering(String event, LifecycleEventStatus status) {
        lab.functions.when("hook-" + event, payload -> {
            report(payload, status);
            return "null";
        });
    }

    void report(JsonNode payload, LifecycleEventStatus status) {
        codeDeploy.putLifecycleEventHookExecutionStatus(
                request -> request.deploymentId(payload.get("DeploymentId").asText())
                        .lifecycleEventHookExecutionId(payload.get("LifecycleEventHookExecutionId").asText())
                        .status(status));
    }

    DeploymentInfo info(String id) {
        return codeDeploy.getDeployment(request -> request.deploymentId(id)).deploymentInfo();
    }

    ECSTarget target(String id) {
        var targetId = codeDeploy.listDeploymentTargets(request -> request.deploymentId(id)).targetIds().getFirst();
        return codeDeploy.getDeploymentTarget(request -> request.deploymentId(id).targetId(targetId))
                .deploymentTarget()
                .ecsTarget();
    }

    void until(String id, DeploymentStatus status) {
        lab.until(() -> info(id).status() == status);
    }

    void untilTargetSucceeded(String id) {
        until(id, DeploymentStatus.IN_PROGRESS);
        lab.until(() -> target(id).status() == TargetStatus.SUCCEEDED);
    }

    String rollbackOf(String id) {
        return info(id).rollbackInfo().rollbackDeploymentId();
    }

    List<String> runningTaskDefinitions() {
        return lab.tasks(DesiredStatus.RUNNING)
                .stream()
                .map(task -> task.taskDefinitionArn().substring(task.taskDefinitionArn().lastIndexOf('/') + 1))
                .distinct()
                .toList();
    }
}
