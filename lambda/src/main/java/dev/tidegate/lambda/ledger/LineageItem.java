package dev.tidegate.lambda.ledger;

import dev.tidegate.lambda.drain.Before;
import dev.tidegate.lambda.release.Lineage;
import dev.tidegate.lambda.release.ReleaseId;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The releases of one database as a DynamoDB item. */
final class LineageItem {
    /** No release id has such a character, so that the keys never meet. */
    private static final String PREFIX = "database#";

    private LineageItem() {}

    static String key(String database) {
        return PREFIX + database;
    }

    static Map<String, AttributeValue> of(Lineage lineage) {
        return new Attributes().put(ReleaseItem.ID, key(lineage.database())).put("schema", ReleaseItem.SCHEMA)
                .put(ReleaseItem.REVISION, lineage.revision())
                .putTextIfPresent("contracting", lineage.contracting())
                .put("members", lineage.members().stream().map(LineageItem::of).toList())
                .put("orphans", lineage.orphans().waited().stream().map(OrphanItem::of).toList())
                .put("endedOrphans", lineage.orphans().ended().stream().map(OrphanItem::of).toList()).asMap();
    }

    private static Attributes of(Lineage.Member member) {
        Attributes item = new Attributes().put(ReleaseItem.ID, member.id().value()).put("version", member.version())
                .put("openedAt", member.openedAt()).put("codes", CodeItem.of(member.codes()))
                .put("nothingBefore", member.before().nothing()).put("ended", member.ended());
        member.before().codes().ifPresent(codes -> item.put("codesBefore", CodeItem.of(codes)));
        return item;
    }

    static Lineage lineage(String database, Map<String, AttributeValue> members) {
        Attributes item = new Attributes(members);
        ReleaseItem.checkSchema(item, "the lineage of database \"" + database + "\"");
        return new Lineage(database, item.maps("members").stream().map(LineageItem::member).toList(),
                item.optionalText("contracting").map(ReleaseId::new), OrphanItem.orphans(item.maps("orphans"), item
                        .maps(
                                "endedOrphans")), item.number(ReleaseItem.REVISION));
    }

    private static Lineage.Member member(Attributes item) {
        Before before = new Before(item.has("codesBefore")
                ? Optional.of(CodeItem.codes(item.maps("codesBefore")))
                : Optional.empty(), item.bool("nothingBefore"));
        return new Lineage.Member(new ReleaseId(item.text(ReleaseItem.ID)), item.text("version"),
                item.instant("openedAt"), CodeItem.codes(item.maps("codes")), before, item.bool("ended"));
    }
}
