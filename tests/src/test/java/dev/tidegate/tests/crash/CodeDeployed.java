package dev.tidegate.tests.crash;

import static dev.tidegate.tests.ecs.Laboratory.CLUSTER;

import dev.tidegate.tests.ecs.Laboratory;
import java.util.List;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.ECSService;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;

/** The service "shop" under CodeDeploy. */
public final class CodeDeployed {
    private static final String APP_SPEC = """
            {"version":0.0,"Resources":[{"TargetService":{"Type":"AWS::ECS::Service","Properties":{
            "TaskDefinition":"shop:2","LoadBalancerInfo":{"ContainerName":"app","ContainerPort":8080}}}}],
            "Hooks":[{"BeforeInstall":"%s"}]}""";

    private CodeDeployed() {}

    /** Serves shop:1 with two tasks, in deployment group "app/group". */
    public static void serve(Laboratory lab, CodeDeployClient codeDeploy) {
        lab.ecs.createService(request -> request.cluster(CLUSTER).serviceName("shop").taskDefinition("shop:1")
                .desiredCount(2).loadBalancers(Laboratory.balancers())
                .deploymentController(controller -> controller.type(DeploymentControllerType.CODE_DEPLOY)));
        lab.until(() -> lab.service().runningCount() == 2);
        codeDeploy.createApplication(request -> request.applicationName("app"));
        codeDeploy.createDeploymentGroup(request -> request.applicationName("app").deploymentGroupName("group")
                .serviceRoleArn("arn:aws:iam::111122223333:role/codedeploy")
                .ecsServices(List.of(ECSService.builder().clusterName(CLUSTER).serviceName("shop").build()))
                .blueGreenDeploymentConfiguration(blueGreen -> blueGreen.terminateBlueInstancesOnDeploymentSuccess(
                        blue -> blue.terminationWaitTimeInMinutes(5))));
    }

    /** Begins a deployment of shop:2. @param function at its BeforeInstall @return its id */
    public static String deploy(CodeDeployClient codeDeploy, String function) {
        return codeDeploy.createDeployment(request -> request.applicationName("app").deploymentGroupName("group")
                .revision(revision -> revision.appSpecContent(appSpec -> appSpec.content(APP_SPEC.formatted(
                        function))))).deploymentId();
    }
}
