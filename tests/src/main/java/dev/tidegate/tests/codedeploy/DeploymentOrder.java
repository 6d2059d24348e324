package dev.tidegate.tests.codedeploy;

import java.time.Instant;
import java.util.Optional;

import dev.tidegate.tests.ecs.ServiceTaskSet;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackConfiguration;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackEvent;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;
import software.amazon.awssdk.services.codedeploy.model.DeploymentCreator;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocationType;
import software.amazon.awssdk.services.codedeploy.model.RollbackInfo;

/**
 * What a deployment is created from.
 *
 * @param rollbackOf the deployment that it rolls back; none for a user's own
 * @param configuration the name of the deployment configuration
 */
record DeploymentOrder(DeploymentGroup group, AppSpec appSpec, TaskSetPair taskSets, Optional<String> rollbackOf,
        Optional<AutoRollbackConfiguration> autoRollback, String configuration) {
    /**
     * The rollback of the deployment with this order: AWS deploys the last revision that was good. Without an earlier
     * deployment that is what the service was created with.
     */
    DeploymentOrder back(String deploymentId, ServiceTaskSet blue) {
        var goodRevision = group.lastSuccessful()
                .map(BlueGreenDeployment::appSpec)
                .orElseGet(() -> appSpec.withTaskDefinition(blue.taskDefinition()));
        return new DeploymentOrder(group, goodRevision, taskSets.reversed(), Optional.of(deploymentId), autoRollback,
                "CodeDeployDefault.ECSAllAtOnce");
    }

    boolean rollsBackOn(AutoRollbackEvent event) {
        return autoRollback.filter(given -> Boolean.TRUE.equals(given.enabled()) && given.events().contains(event))
                .isPresent();
    }

    RevisionLocation revision() {
        return RevisionLocation.builder()
                .revisionType(RevisionLocationType.APP_SPEC_CONTENT)
                // AWS never gives the content here; GetApplicationRevision does, for the hash.
                .appSpecContent(content -> content.sha256(appSpec.sha256()))
                .build();
    }

    DeploymentInfo.Builder facts(String id, Instant now) {
        return DeploymentInfo.builder()
                .applicationName(group.application())
                .deploymentGroupName(group.name())
                .deploymentConfigName(configuration)
                .deploymentId(id)
                .createTime(now)
                .creator(rollbackOf.isPresent() ? DeploymentCreator.CODE_DEPLOY_ROLLBACK : DeploymentCreator.USER)
                .revision(revision())
                .previousRevision(group.lastSuccessful().map(BlueGreenDeployment::revision).orElse(null))
                .autoRollbackConfiguration(autoRollback.orElse(null))
                .rollbackInfo(rollbackOf
                        .map(triggering -> RollbackInfo.builder().rollbackTriggeringDeploymentId(triggering).build())
                        .orElse(null))
                .blueGreenDeploymentConfiguration(group.info().blueGreenDeploymentConfiguration())
                .loadBalancerInfo(group.info().loadBalancerInfo())
                .deploymentStyle(group.info().deploymentStyle())
                .computePlatform(ComputePlatform.ECS)
                // For ECS it stays false even during the wait: github.com/aws/containers-roadmap/issues/269.
                .instanceTerminationWaitTimeStarted(false);
    }
}
