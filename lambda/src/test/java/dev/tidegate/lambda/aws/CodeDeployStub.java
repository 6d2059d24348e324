package dev.tidegate.lambda.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.ECSTarget;
import software.amazon.awssdk.services.codedeploy.model.GetApplicationRevisionRequest;
import software.amazon.awssdk.services.codedeploy.model.GetApplicationRevisionResponse;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentResponse;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentTargetRequest;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentTargetResponse;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentTargetsRequest;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentTargetsResponse;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentsRequest;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentsResponse;
import software.amazon.awssdk.services.codedeploy.model.PutLifecycleEventHookExecutionStatusRequest;
import software.amazon.awssdk.services.codedeploy.model.PutLifecycleEventHookExecutionStatusResponse;

/** CodeDeploy as a test fills it; keeps what it was asked. */
final class CodeDeployStub implements CodeDeployClient {
    DeploymentInfo info = DeploymentInfo.builder().build();
    ECSTarget target = ECSTarget.builder().build();
    String appSpec = "TaskDefinition: arn:aws:ecs:eu-west-1:111122223333:task-definition/web:42";
    List<String> underWay = List.of();
    Optional<RuntimeException> refusal = Optional.empty();
    Optional<RuntimeException> unknown = Optional.empty();
    Optional<RuntimeException> notStarted = Optional.empty();

    final List<GetApplicationRevisionRequest> revisions = new ArrayList<>();
    final List<PutLifecycleEventHookExecutionStatusRequest> answers = new ArrayList<>();

    @Override
    public String serviceName() {
        return "codedeploy";
    }

    @Override
    public void close() {
        // Nothing is held open.
    }

    @Override
    public GetDeploymentResponse getDeployment(GetDeploymentRequest request) {
        unknown.ifPresent(e -> {
            throw e;
        });
        return GetDeploymentResponse.builder().deploymentInfo(info).build();
    }

    @Override
    public ListDeploymentTargetsResponse listDeploymentTargets(ListDeploymentTargetsRequest request) {
        notStarted.ifPresent(e -> {
            throw e;
        });
        return ListDeploymentTargetsResponse.builder().targetIds("shop:web").build();
    }

    @Override
    public GetDeploymentTargetResponse getDeploymentTarget(GetDeploymentTargetRequest request) {
        return GetDeploymentTargetResponse.builder().deploymentTarget(one -> one.ecsTarget(target)).build();
    }

    @Override
    public GetApplicationRevisionResponse getApplicationRevision(GetApplicationRevisionRequest request) {
        revisions.add(request);
        return GetApplicationRevisionResponse.builder()
                .revision(revision -> revision.appSpecContent(content -> content.content(appSpec))).build();
    }

    @Override
    public ListDeploymentsResponse listDeployments(ListDeploymentsRequest request) {
        return ListDeploymentsResponse.builder().deployments(underWay).build();
    }

    @Override
    public PutLifecycleEventHookExecutionStatusResponse putLifecycleEventHookExecutionStatus(
            PutLifecycleEventHookExecutionStatusRequest request) {
        answers.add(request);
        refusal.ifPresent(e -> {
            throw e;
        });
        return PutLifecycleEventHookExecutionStatusResponse.builder().build();
    }
}
