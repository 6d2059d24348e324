package dev.tidegate.tests.rehearsal;

import java.util.Set;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackEvent;
import software.amazon.awssdk.services.codedeploy.model.DeploymentNotStartedException;
import software.amazon.awssdk.services.codedeploy.model.ECSService;
import software.amazon.awssdk.services.codedeploy.model.TargetStatus;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Service;

/** A blue/green deployment by CodeDeploy, with a hook in the AppSpec. */
final class CodeDeployStrategy implements Strategy {
    private static final String APPLICATION = "shop";
    private static final String GROUP = "shop-production";
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed", "Stopped");

    private final EcsClient ecs;
    private final CodeDeployClient codeDeploy;

    CodeDeployStrategy(EcsClient ecs, CodeDeployClient codeDeploy) {
        this.ecs = ecs;
        this.codeDeploy = codeDeploy;
    }

    @Override
    public String settings() {
        return "\"codeDeploy\": {\"application\": \"" + APPLICATION + "\", \"deploymentGroup\": \"" + GROUP + "\"}, ";
    }

    @Override
    public void createService(String taskDefinition, int tasks) {
        ecs.createService(create -> create.cluster(ShopStack.CLUSTER).serviceName(ShopStack.SERVICE)
                .taskDefinition(taskDefinition).desiredCount(tasks).networkConfiguration(ShopStack.network())
                .loadBalancers(ShopStack.loadBalancer())
                .deploymentController(controller -> controller.type("CODE_DEPLOY")));
        codeDeploy.createApplication(create -> create.applicationName(APPLICATION).computePlatform("ECS"));
        codeDeploy.createDeploymentGroup(create -> create.applicationName(APPLICATION).deploymentGroupName(GROUP)
                .serviceRoleArn("arn:aws:iam::" + Account.NUMBER + ":role/codedeploy")
                .ecsServices(ECSService.builder().clusterName(ShopStack.CLUSTER).serviceName(ShopStack.SERVICE).build())
                .blueGreenDeploymentConfiguration(blueGreen -> blueGreen.terminateBlueInstancesOnDeploymentSuccess(
                        option -> option.action("TERMINATE")
                                .terminationWaitTimeInMinutes(Strategy.MINUTES_TO_ROLL_BACK)))
                .autoRollbackConfiguration(rollback -> rollback.enabled(true)
                        .events(AutoRollbackEvent.DEPLOYMENT_FAILURE, AutoRollbackEvent.DEPLOYMENT_STOP_ON_REQUEST)));
    }

    @Override
    public boolean isSettled(Service now, int tasks) {
        return now.taskSets().stream().anyMatch(set -> "PRIMARY".equals(set.status())
                && set.runningCount() == tasks && set.pendingCount() == 0);
    }

    @Override
    public String deploy(String taskDefinition, boolean hooked) {
        String hooks = hooked ? "{\"BeforeInstall\": \"" + ControlInstallation.FUNCTION + "\"}" : "";
        String appSpec = """
                {"version": 0.0,
                 "Resources": [{"TargetService": {"Type": "AWS::ECS::Service", "Properties": {
                   "TaskDefinition": "%s",
                   "LoadBalancerInfo": {"ContainerName": "shop", "ContainerPort": 8080}}}}],
                 "Hooks": [%s]}
                """.formatted(taskDefinition, hooks);
        return codeDeploy.createDeployment(create -> create.applicationName(APPLICATION).deploymentGroupName(GROUP)
                .revision(revision -> revision.revisionType("AppSpecContent")
                        .appSpecContent(content -> content.content(appSpec))))
                .deploymentId();
    }

    private String status(String deployment) {
        return codeDeploy.getDeployment(get -> get.deploymentId(deployment)).deploymentInfo().statusAsString();
    }

    @Override
    public boolean hasEnded(String deployment) {
        return ENDED.contains(status(deployment));
    }

    @Override
    public boolean hasSucceeded(String deployment) {
        return status(deployment).equals("Succeeded");
    }

    /** The target is done when traffic has moved; the deployment is in progress while it waits to terminate the old tasks. */
    @Override
    public boolean isBaking(String deployment) {
        try {
            return !hasEnded(deployment) && codeDeploy.listDeploymentTargets(list -> list.deploymentId(deployment))
                    .targetIds().stream().anyMatch(target -> isDone(deployment, target));
        } catch (DeploymentNotStartedException _) {
            return false;
        }
    }

    private boolean isDone(String deployment, String target) {
        return codeDeploy.getDeploymentTarget(get -> get.deploymentId(deployment).targetId(target)).deploymentTarget()
                .ecsTarget().status() == TargetStatus.SUCCEEDED;
    }

    @Override
    public void rollBack(String deployment) {
        codeDeploy.stopDeployment(stop -> stop.deploymentId(deployment).autoRollbackEnabled(true));
    }
}
