package dev.tidegate.lambda.ledger;

import dev.tidegate.lambda.release.Deployment;
import dev.tidegate.lambda.release.Hook;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.ReleaseId;
import dev.tidegate.lambda.release.Target;
import dev.tidegate.lambda.release.Transition;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A release as a DynamoDB item. */
final class ReleaseItem {
    /** The item's key. */
    static final String ID = "id";
    /** Counts the writes. */
    static final String REVISION = "revision";
    /** Only there while the release needs attention, so that the index holds nothing else. */
    static final String OPEN = "open";
    /** The only value of {@link #OPEN}. */
    static final String OPEN_VALUE = "open";
    /** Sorts the index. */
    static final String OPENED_AT = "openedAt";
    /** The layout of the item, for versions to come. */
    private static final long SCHEMA = 1;

    private ReleaseItem() {}

    static Map<String, AttributeValue> of(Release release) {
        Attributes item = new Attributes().put(ID, release.id().value()).put("schema", SCHEMA)
                .put(REVISION, release.revision()).put(OPENED_AT, release.openedAt())
                .put("deployment", of(release.deployment()))
                .putIfPresent("target", release.target(), ReleaseItem::of)
                .putIfPresent("hook", release.hook(), ReleaseItem::of).put("state", StateItem.of(release.state()))
                .put("history", release.history().stream().map(ReleaseItem::of).toList());
        if (release.needsAttention()) {
            item.put(OPEN, OPEN_VALUE);
        }
        return item.asMap();
    }

    static Release release(Map<String, AttributeValue> members) {
        Attributes item = new Attributes(members);
        return new Release(new ReleaseId(item.text(ID)), deployment(item.map("deployment")), item.instant(OPENED_AT),
                item.optionalMap("target").map(ReleaseItem::target), item.optionalMap("hook").map(ReleaseItem::hook),
                StateItem.state(item.map("state")), item.number(REVISION),
                item.maps("history").stream().map(ReleaseItem::transition).toList());
    }

    private static Attributes of(Deployment deployment) {
        return switch (deployment) {
            case Deployment.Native(String serviceDeployment, String service, String targetRevision) ->
                new Attributes().put("controller", "ECS").put("serviceDeployment", serviceDeployment)
                        .put("service", service).put("targetRevision", targetRevision);
            case Deployment.CodeDeploy(String deploymentId) ->
                new Attributes().put("controller", "CODE_DEPLOY").put("deploymentId", deploymentId);
            case Deployment.Announced(String database, String taskDefinition) -> new Attributes()
                    .put("controller", "announced").put("database", database).put("taskDefinition", taskDefinition);
        };
    }

    private static Deployment deployment(Attributes item) {
        String controller = item.text("controller");
        return switch (controller) {
            case "ECS" -> new Deployment.Native(item.text("serviceDeployment"), item.text("service"),
                    item.text("targetRevision"));
            case "CODE_DEPLOY" -> new Deployment.CodeDeploy(item.text("deploymentId"));
            case "announced" -> new Deployment.Announced(item.text("database"), item.text("taskDefinition"));
            default -> throw new IllegalStateException("ledger item has controller \"" + controller
                    + "\", which this version does not know");
        };
    }

    private static Attributes of(Target target) {
        return new Attributes().put("database", target.database()).put("cluster", target.cluster())
                .put("service", target.service()).put("version", target.version())
                .put("taskDefinition", target.taskDefinition())
                .put("migrationTaskDefinition", target.migrationTaskDefinition());
    }

    private static Target target(Attributes item) {
        return new Target(item.text("database"), item.text("cluster"), item.text("service"), item.text("version"),
                item.text("taskDefinition"), item.text("migrationTaskDefinition"));
    }

    private static Attributes of(Hook hook) {
        return new Attributes().put("executionId", hook.executionId()).put("answered", hook.answered());
    }

    private static Hook hook(Attributes item) {
        return new Hook(item.text("executionId"), item.bool("answered"));
    }

    private static Attributes of(Transition transition) {
        return new Attributes().put("at", transition.at()).put("state", transition.state())
                .put("why", transition.why());
    }

    private static Transition transition(Attributes item) {
        return new Transition(item.instant("at"), item.text("state"), item.text("why"));
    }
}
