package dev.tidegate.lambda.aws;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;

/**
 * Answers a hook of CodeDeploy when nothing else can be done, so that the deployment fails now and not in an hour. A rollback
 * is let through.
 */
public final class CodeDeployRefusal {
    private final CodeDeployClient codeDeploy;

    public CodeDeployRefusal(CodeDeployClient codeDeploy) {
        this.codeDeploy = codeDeploy;
    }

    /** @throws dev.tidegate.lambda.release.Cloud.Unavailable when CodeDeploy does not take the answer */
    public void refuse(String deploymentId, String executionId) {
        LifecycleEventStatus answer = isRollback(deploymentId) ? LifecycleEventStatus.SUCCEEDED
                : LifecycleEventStatus.FAILED;
        try {
            codeDeploy.putLifecycleEventHookExecutionStatus(put -> put.deploymentId(deploymentId)
                    .lifecycleEventHookExecutionId(executionId).status(answer));
        } catch (SdkException e) {
            throw Calls.unavailable("CodeDeploy PutLifecycleEventHookExecutionStatus", e);
        }
    }

    private boolean isRollback(String deploymentId) {
        return Calls.ask("CodeDeploy GetDeployment", () -> CodeDeployDeployments.isRollback(codeDeploy.getDeployment(
                get -> get.deploymentId(deploymentId)).deploymentInfo()));
    }
}
