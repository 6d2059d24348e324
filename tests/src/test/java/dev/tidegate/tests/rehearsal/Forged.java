package dev.tidegate.tests.rehearsal;

import java.util.List;

/**
 * What nobody at AWS sent, or what is none of the function's business.
 *
 * @param refusal words of the answer and of the log line that refuse it; empty when it is only a hint, which is followed by
 *        a look at what is true
 */
record Forged(String payload, String refusal) {
    private static final String HERE = "\"region\": \"" + Account.REGION + "\", \"account\": \"" + Account.NUMBER
            + "\"";
    private static final String ELSEWHERE = "\"region\": \"" + Account.REGION + "\", \"account\": \"999999999999\"";
    private static final String FOREIGN = "comes from another account or region than the function's";

    static List<Forged> ecs(String id) {
        return List.of(new Forged(postTaskEnded(ELSEWHERE, id), FOREIGN), new Forged(postTaskEnded(HERE, id), ""),
                new Forged(deployment(HERE, "SERVICE_DEPLOYMENT_FAILED"), ""),
                new Forged(deployment(ELSEWHERE, "SERVICE_DEPLOYMENT_FAILED"), FOREIGN),
                new Forged(hook("999999999999", id), "is in another account or region than the function"),
                new Forged(hook(Account.NUMBER, id).replace("service-revision/production/shop",
                        "service-revision/production/other"), "are not of service"),
                new Forged(hook(Account.NUMBER, "NobodysDeployment0001"), ""),
                new Forged("{\"source\": \"tidegate\", \"detail-type\": \"Tidegate Release State Change\", " + HERE
                        + ", \"detail\": {\"release\": \"" + id + "\", \"state\": \"Completed\"}}", "no use for event"),
                new Forged("{\"state\": \"Completed\"}", "expected an ECS or CodeDeploy lifecycle hook"));
    }

    static List<Forged> codeDeploy(String id) {
        return List.of(new Forged(codeDeployed(HERE, id, "FAILURE"), ""),
                new Forged(codeDeployed(ELSEWHERE, id, "FAILURE"), FOREIGN),
                new Forged("{\"DeploymentId\": \"" + id + "\", \"LifecycleEventHookExecutionId\": \"forged\"}", ""),
                new Forged("{\"DeploymentId\": \"d-NOBODYS00\", \"LifecycleEventHookExecutionId\": \"forged\"}", ""));
    }

    private static String postTaskEnded(String place, String id) {
        return """
                {"source": "aws.ecs", "detail-type": "ECS Task State Change", %s,
                 "detail": {"taskArn": "arn:aws:ecs:eu-west-1:111122223333:task/production/0123456789abcdef",
                            "startedBy": "tidegate/%s/post/1", "lastStatus": "STOPPED",
                            "containers": [{"name": "migrate", "exitCode": 0}]}}""".formatted(place, id);
    }

    private static String deployment(String place, String name) {
        return """
                {"source": "aws.ecs", "detail-type": "ECS Deployment State Change", %s,
                 "resources": ["arn:aws:ecs:eu-west-1:111122223333:service/production/shop"],
                 "detail": {"eventType": "ERROR", "eventName": "%s", "deploymentId": "ecs-svc/1"}}"""
                .formatted(place, name);
    }

    private static String hook(String account, String id) {
        return """
                {"executionId": "forged", "lifecycleStage": "PRE_SCALE_UP",
                 "resourceArn": "arn:aws:ecs:eu-west-1:%1$s:service-deployment/production/shop/%2$s",
                 "executionDetails": {"serviceArn": "arn:aws:ecs:eu-west-1:%1$s:service/production/shop",
                   "targetServiceRevisionArn": "arn:aws:ecs:eu-west-1:%1$s:service-revision/production/shop/1"}}"""
                .formatted(account, id);
    }

    private static String codeDeployed(String place, String id, String state) {
        return """
                {"source": "aws.codedeploy", "detail-type": "CodeDeploy Deployment State-change Notification", %s,
                 "detail": {"deploymentId": "%s", "application": "shop", "deploymentGroup": "shop-production",
                            "state": "%s"}}""".formatted(place, id, state);
    }
}
