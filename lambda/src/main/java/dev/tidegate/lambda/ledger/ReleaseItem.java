package dev.tidegate.lambda.ledger;

import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.ReleaseId;
import dev.tidegate.lambda.release.State;
import dev.tidegate.lambda.release.Target;
import dev.tidegate.lambda.release.Transition;
import dev.tidegate.lambda.release.Wish;
import dev.tidegate.lambda.release.Wishes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A release as a DynamoDB item. Items that an earlier version of the function wrote are read as well. */
final class ReleaseItem {
    /** The item's key. */
    static final String ID = "id";
    /** Counts the writes. */
    static final String REVISION = "revision";
    /** Only there while somebody has to look after the release, so that the index holds nothing else. */
    static final String OPEN = "open";
    /** The only value of {@link #OPEN}. */
    static final String OPEN_VALUE = "open";
    /** Sorts the index: when it has to be looked at, in milliseconds since 1970. */
    static final String LOOK_AT = "lookAt";
    /** When DynamoDB may delete the item, in seconds since 1970. */
    static final String EXPIRES_AT = "expiresAt";
    /** The layout of the item. 1 had one hook, no lineage, no wishes, and the index was sorted by {@code openedAt}. */
    static final long SCHEMA = 2;

    private ReleaseItem() {}

    static Map<String, AttributeValue> of(Release release, Duration keep) {
        Attributes item = new Attributes().put(ID, release.id().value()).put("schema", SCHEMA)
                .put(REVISION, release.revision()).put("openedAt", release.openedAt())
                .put("deployment", DeploymentItem.of(release.deployment()))
                .putIfPresent("target", release.target(), ReleaseItem::of)
                .put("correspondence", CorrespondenceItem.of(release.correspondence()))
                .putIfPresent("cancel", release.wishes().cancel(), ReleaseItem::of)
                .putIfPresent("approval", release.wishes().approval(), ReleaseItem::of)
                .put("state", StateItem.of(release.state()))
                .put("history", release.history().stream().map(ReleaseItem::of).toList());
        release.lookAt().ifPresent(at -> item.put(OPEN, OPEN_VALUE).put(LOOK_AT, at.toEpochMilli()));
        if (release.state() instanceof State.Ended && release.lookAt().isEmpty()) {
            item.put(EXPIRES_AT, release.history().getLast().at().plus(keep).getEpochSecond());
        }
        return item.asMap();
    }

    static Release release(Map<String, AttributeValue> members) {
        Attributes item = new Attributes(members);
        checkSchema(item, "release " + item.text(ID));
        List<Transition> history = history(item.maps("history"));
        Optional<Instant> lookAt = item.optionalNumber(LOOK_AT).map(Instant::ofEpochMilli)
                .or(() -> item.optionalText(OPEN).map(_ -> item.instant("openedAt")));
        return new Release(new ReleaseId(item.text(ID)), DeploymentItem.deployment(item.map("deployment")),
                item.instant("openedAt"), item.optionalMap("target").map(ReleaseItem::target),
                CorrespondenceItem.correspondence(item, history.size()),
                new Wishes(item.optionalMap("cancel").map(ReleaseItem::wish), item.optionalMap("approval").map(
                        ReleaseItem::wish)),
                StateItem.state(item.map("state")), lookAt, item.number(REVISION), history);
    }

    /** An item of a newer version may say what this one does not know, and would lose by writing it. */
    static void checkSchema(Attributes item, String what) {
        if (item.number("schema") > SCHEMA) {
            throw new Cloud.Unavailable(what + " was written by a newer version of the function (schema "
                    + item.number("schema") + ", this one knows " + SCHEMA + "); leaving it alone", null);
        }
    }

    private static Attributes of(Target target) {
        Attributes item = new Attributes().put("database", target.database()).put("cluster", target.cluster())
                .put("service", target.service()).put("version", target.version())
                .put("taskDefinition", target.taskDefinition())
                .put("migrationTaskDefinition", target.migrationTaskDefinition())
                .put("codes", CodeItem.of(target.codes())).put("fresh", target.fresh());
        if (!target.later().isEmpty()) {
            item.put("later", String.join(" ", target.later().stream().map(ReleaseId::value).toList()));
        }
        return item;
    }

    private static Target target(Attributes item) {
        return new Target(item.text("database"), item.text("cluster"), item.text("service"), item.text("version"),
                item.text("taskDefinition"), item.text("migrationTaskDefinition"), CodeItem.codes(item.maps("codes")),
                item.optionalBool("fresh").orElse(false), item.optionalText("later").stream().flatMap(
                        text -> Stream.of(text.split(" "))).map(ReleaseId::new).toList());
    }

    private static Attributes of(Wish wish) {
        return new Attributes().put("by", wish.by()).put("at", wish.at());
    }

    private static Wish wish(Attributes item) {
        return new Wish(item.text("by"), item.instant("at"));
    }

    private static Attributes of(Transition transition) {
        return new Attributes().put("number", transition.number()).put("at", transition.at())
                .put("state", transition.state()).put("why", transition.why());
    }

    private static List<Transition> history(List<Attributes> items) {
        List<Transition> history = new ArrayList<>();
        for (Attributes item : items) {
            history.add(new Transition(item.optionalNumber("number").orElse((long) history.size() + 1),
                    item.instant("at"), item.text("state"), item.text("why")));
        }
        return history;
    }
}
