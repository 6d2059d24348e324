package dev.tidegate.lambda.ledger;

import dev.tidegate.lambda.release.Deployment;

/** A release's deployment as attributes. */
final class DeploymentItem {
    private DeploymentItem() {}

    static Attributes of(Deployment deployment) {
        return switch (deployment) {
            case Deployment.Native(String serviceDeployment, String service, String targetRevision) ->
                new Attributes().put("controller", "ECS").put("serviceDeployment", serviceDeployment)
                        .put("service", service).put("targetRevision", targetRevision);
            case Deployment.CodeDeploy(String deploymentId) ->
                new Attributes().put("controller", "CODE_DEPLOY").put("deploymentId", deploymentId);
            case Deployment.Announced announced -> new Attributes().put("controller", "announced")
                    .put("database", announced.database()).put("taskDefinition", announced.taskDefinition())
                    .putTextIfPresent("service", announced.service());
        };
    }

    static Deployment deployment(Attributes item) {
        String controller = item.text("controller");
        return switch (controller) {
            case "ECS" -> new Deployment.Native(item.text("serviceDeployment"), item.text("service"),
                    item.text("targetRevision"));
            case "CODE_DEPLOY" -> new Deployment.CodeDeploy(item.text("deploymentId"));
            case "announced" -> new Deployment.Announced(item.text("database"), item.optionalText("service"),
                    item.text("taskDefinition"));
            default -> throw new IllegalStateException("ledger item has controller \"" + controller
                    + "\", which this version does not know");
        };
    }
}
