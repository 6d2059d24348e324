package dev.tidegate.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.ecs.BaseService;
import software.amazon.awscdk.services.ecs.DeploymentLifecycleLambdaTarget;
import software.amazon.awscdk.services.ecs.DeploymentLifecycleLambdaTargetProps;
import software.amazon.awscdk.services.ecs.DeploymentLifecycleStage;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.IFunction;
import software.constructs.Construct;

/** The lifecycle hook at the only stage at which no new task has started. */
final class PreTrafficHook {
    private PreTrafficHook() {}

    static void add(BaseService service, IFunction function, IRole role) {
        service.addLifecycleHook(new DeploymentLifecycleLambdaTarget(function, "Tidegate",
                DeploymentLifecycleLambdaTargetProps.builder().role(role)
                        .lifecycleStages(List.of(DeploymentLifecycleStage.PRE_SCALE_UP)).build()));
    }

    /**
     * The role that the CDK would make gets its permission from a policy that the service does not wait for, but
     * creating the service calls the hook already, and a call that fails rolls back.
     */
    static IRole role(Construct scope, IFunction function) {
        return Role.Builder.create(scope, "HookRole").assumedBy(new ServicePrincipal("ecs.amazonaws.com"))
                .description("Tidegate: lets ECS call the function at a deployment")
                .inlinePolicies(Map.of("invoke", PolicyDocument.Builder.create().statements(List.of(Permissions
                        .statement("InvokeFunction", List.of("lambda:InvokeFunction"), List.of(function
                                .getFunctionArn()), Map.of()))).build()))
                .build().withoutPolicyUpdates();
    }
}
