package dev.tidegate.tests.rehearsal;

import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStage;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentStopType;

/** ECS's own blue/green deployment, with a lifecycle hook. */
final class NativeStrategy implements Strategy {
    private static final Set<String> ENDED = Set.of("SUCCESSFUL", "STOPPED", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED");

    private final EcsClient ecs;
    private String service;

    NativeStrategy(EcsClient ecs) {
        this.ecs = ecs;
    }

    @Override
    public String settings() {
        return "";
    }

    @Override
    public void createService(String taskDefinition, int tasks) {
        service = ecs.createService(create -> create.cluster(ShopStack.CLUSTER).serviceName(ShopStack.SERVICE)
                .taskDefinition(taskDefinition).desiredCount(tasks).networkConfiguration(ShopStack.network())
                .loadBalancers(ShopStack.loadBalancer())
                .deploymentConfiguration(configuration(false, 0)))
                .service().serviceArn();
    }

    @Override
    public boolean isSettled(Service now, int tasks) {
        return deployments().stream().allMatch(arn -> hasEnded(arn.substring(arn.lastIndexOf('/') + 1)))
                && now.currentServiceRevisions().stream().anyMatch(
                        revision -> revision.runningTaskCount() == tasks && revision.pendingTaskCount() == 0);
    }

    private static DeploymentConfiguration configuration(boolean hooked, int bakeMinutes) {
        var configuration = DeploymentConfiguration.builder().strategy(DeploymentStrategy.BLUE_GREEN)
                .bakeTimeInMinutes(bakeMinutes);
        if (hooked) {
            configuration.lifecycleHooks(DeploymentLifecycleHook.builder()
                    .hookTargetArn(ControlInstallation.FUNCTION)
                    .roleArn("arn:aws:iam::" + Account.NUMBER + ":role/ecs-hooks")
                    .lifecycleStages(DeploymentLifecycleHookStage.PRE_SCALE_UP).build());
        }
        return configuration.build();
    }

    @Override
    public String deploy(String taskDefinition, boolean hooked) {
        List<String> before = deployments();
        ecs.updateService(update -> update.cluster(ShopStack.CLUSTER).service(service).taskDefinition(taskDefinition)
                .deploymentConfiguration(configuration(hooked, Strategy.MINUTES_TO_ROLL_BACK)));
        return deployments().stream().filter(deployment -> !before.contains(deployment)).findFirst()
                .map(arn -> arn.substring(arn.lastIndexOf('/') + 1))
                .orElseThrow(() -> new IllegalStateException("UpdateService started no deployment"));
    }

    private List<String> deployments() {
        return ecs.listServiceDeployments(list -> list.cluster(ShopStack.CLUSTER).service(service))
                .serviceDeployments().stream().map(brief -> brief.serviceDeploymentArn()).toList();
    }

    private ServiceDeployment describe(String deployment) {
        String arn = deployments().stream().filter(candidate -> candidate.endsWith("/" + deployment)).findFirst()
                .orElseThrow(() -> new IllegalStateException("no service deployment \"" + deployment + "\""));
        return ecs.describeServiceDeployments(describe -> describe.serviceDeploymentArns(arn)).serviceDeployments()
                .getFirst();
    }

    @Override
    public boolean hasEnded(String deployment) {
        return ENDED.contains(describe(deployment).statusAsString());
    }

    @Override
    public boolean hasSucceeded(String deployment) {
        return describe(deployment).statusAsString().equals("SUCCESSFUL");
    }

    @Override
    public boolean isBaking(String deployment) {
        return "BAKE_TIME".equals(describe(deployment).lifecycleStageAsString());
    }

    @Override
    public void rollBack(String deployment) {
        String arn = describe(deployment).serviceDeploymentArn();
        ecs.stopServiceDeployment(
                stop -> stop.serviceDeploymentArn(arn).stopType(StopServiceDeploymentStopType.ROLLBACK));
    }
}
