package dev.tidegate.tests.crash;

import static dev.tidegate.tests.ecs.Laboratory.CLUSTER;

import dev.tidegate.tests.ecs.Laboratory;
import java.util.List;
import software.amazon.awssdk.services.codedeploy.model.ECSService;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;

/** The service under CodeDeploy. */
final class CodeDeployed {
    private static final String APP_SPEC = """
            {"version":0.0,"Resources":[{"TargetService":{"Type":"AWS::ECS::Service","Properties":{
            "TaskDefinition":"shop:2","LoadBalancerInfo":{"ContainerName":"app","ContainerPort":8080}}}}],
            "Hooks":[{"BeforeInstall":"gate"}]}""";

    private CodeDeployed() {}

    static void serve(Scene scene) {
        scene.lab.ecs.createService(request -> request.cluster(CLUSTER).serviceName("shop").taskDefinition("shop:1")
                .desiredCount(2).loadBalancers(Laboratory.balancers())
                .deploymentController(controller -> controller.type(DeploymentControllerType.CODE_DEPLOY)));
        scene.lab.until(() -> scene.lab.service().runningCount() == 2);
        scene.codeDeploy.createApplication(request -> request.applicationName("app"));
        scene.codeDeploy.createDeploymentGroup(request -> request.applicationName("app").deploymentGroupName("group")
                .serviceRoleArn("arn:aws:iam::111122223333:role/codedeploy")
                .ecsServices(List.of(ECSService.builder().clusterName(CLUSTER).serviceName("shop").build()))
                .blueGreenDeploymentConfiguration(blueGreen -> blueGreen.terminateBlueInstancesOnDeploymentSuccess(
                        blue -> blue.terminationWaitTimeInMinutes(5))));
    }

    static String deploy(Scene scene) {
        return scene.codeDeploy.createDeployment(request -> request.applicationName("app").deploymentGroupName("group")
                .revision(revision -> revision.appSpecContent(appSpec -> appSpec.content(APP_SPEC)))).deploymentId();
    }
}
