package dev.tidegate.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.ecs.BaseService;
import software.amazon.awscdk.services.ecs.DeploymentLifecycleLambdaTarget;
import software.amazon.awscdk.services.ecs.DeploymentLifecycleLambdaTargetProps;
import software.amazon.awscdk.services.ecs.DeploymentLifecycleStage;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.IFunction;
import software.constructs.Construct;

/** The lifecycle hook at the only stage at which no new task has started. */
final class PreTrafficHook {
    private PreTrafficHook() {}

    static void add(Construct scope, BaseService service, IFunction function) {
        service.addLifecycleHook(new DeploymentLifecycleLambdaTarget(function, "Tidegate",
                DeploymentLifecycleLambdaTargetProps.builder().role(role(scope, function))
                        .lifecycleStages(List.of(DeploymentLifecycleStage.PRE_SCALE_UP)).build()));
    }

    /**
     * The role that the CDK would make gets its permission from a policy that the service does not wait for, but
     * creating the service calls the hook already, and a call that fails rolls back.
     */
    private static Role role(Construct scope, IFunction function) {
        PolicyStatement invoke = PolicyStatement.Builder.create().sid("InvokeFunction")
                .actions(List.of("lambda:InvokeFunction")).resources(List.of(function.getFunctionArn())).build();
        return Role.Builder.create(scope, "HookRole").assumedBy(new ServicePrincipal("ecs.amazonaws.com"))
                .description("Tidegate: lets ECS call the function at a deployment")
                .inlinePolicies(Map.of("invoke", PolicyDocument.Builder.create().statements(List.of(invoke)).build()))
                .build();
    }
}
