package dev.tidegate.cdk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.services.ecs.TaskDefinition;
import software.constructs.IConstruct;

/** Tells cdk-nag why what it finds here is meant. It reads metadata of the template, so it need not be there. */
final class Nag {
    private Nag() {}

    static void allowOfFunctionRole(IConstruct role) {
        allow(role, finding("AwsSolutions-IAM5", "ECS names tasks, service deployments and service revisions when they "
                + "are made; every statement on them is limited to the cluster, the service or the family. ListTasks "
                + "has no resource on Fargate and is limited to the cluster; DescribeTaskDefinition, SendTask* and "
                + "DescribeAlarms of composite alarms have no resource at all."));
    }

    /** @param ownExecutionRole whether the task definition's execution role was made for it */
    static void allowOfOwnTask(TaskDefinition task, boolean ownExecutionRole) {
        allow(task, finding("AwsSolutions-ECS2", "The variables say where the database is. Secrets are read from "
                + "Secrets Manager by the task, or put in by ECS."));
        IConstruct policy = task.getExecutionRole().getNode().tryFindChild("DefaultPolicy");
        if (ownExecutionRole && policy != null) {
            allow(policy, finding("AwsSolutions-IAM5", "ECR's authorization token has no resource."));
        }
    }

    static void allowOfQueue(IConstruct queue) {
        allow(queue, finding("AwsSolutions-SQS3",
                "It is itself the dead-letter queue, of the rules and the function."));
    }

    private static Map<String, Object> finding(String id, String reason) {
        // In this order: that of Map.of is another in every run, and the same stack is to give the same template.
        Map<String, Object> finding = new LinkedHashMap<>();
        finding.put("id", id);
        finding.put("reason", reason);
        return finding;
    }

    private static void allow(IConstruct construct, Map<String, Object> finding) {
        CfnResource resource = (CfnResource) construct.getNode().getDefaultChild();
        resource.addMetadata("cdk_nag", Map.of("rules_to_suppress", List.of(finding)));
    }
}
