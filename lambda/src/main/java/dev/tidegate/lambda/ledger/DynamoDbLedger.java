package dev.tidegate.lambda.ledger;

import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.Ledger;
import dev.tidegate.lambda.release.Lineage;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.ReleaseId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The ledger in one DynamoDB table. The key is {@code id}: a release's id, or {@code database#} and a database's name for
 * its lineage. The index {@code open} has {@code open} and {@code lookAt} as keys and holds only the releases that still
 * need attention. Reads of an item are strongly consistent and every write is conditional on the revision it was made
 * from. Items of releases that have ended carry {@code expiresAt}, for the table's time to live.
 */
public final class DynamoDbLedger implements Ledger {
    /** The sparse index of releases that need attention; projecting the keys is enough. */
    public static final String OPEN_INDEX = "open";
    /** How many releases are read at once; a sweep stops asking when its time is up. */
    private static final int PAGE = 50;
    private static final String OVER_REVISION = "#revision = :expected";
    private static final String IF_ABSENT = "attribute_not_exists(#id)";
    private static final List<String> LOST_RACES = List.of("ConditionalCheckFailed", "TransactionConflict");

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Duration keep;

    /** @param keep how long the item of a release that has ended is kept */
    public DynamoDbLedger(DynamoDbClient dynamoDb, String table, Duration keep) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.keep = keep;
    }

    @Override
    public Optional<Release> find(ReleaseId id) {
        return item(id.value()).map(ReleaseItem::release);
    }

    @Override
    public Lineage lineage(String database) {
        return item(LineageItem.key(database)).map(item -> LineageItem.lineage(database, item))
                .orElseGet(() -> Lineage.none(database));
    }

    private Optional<Map<String, AttributeValue>> item(String key) {
        var response = asked("GetItem", () -> dynamoDb.getItem(get -> get.tableName(table).consistentRead(true)
                .key(Map.of(ReleaseItem.ID, AttributeValue.fromS(key)))));
        return response.hasItem() && !response.item().isEmpty() ? Optional.of(response.item()) : Optional.empty();
    }

    @Override
    public Release openIfAbsent(Release release) {
        Release first = release.written(1);
        try {
            asked("PutItem", () -> dynamoDb.putItem(put -> put.tableName(table).item(ReleaseItem.of(first, keep))
                    .conditionExpression(IF_ABSENT).expressionAttributeNames(Map.of("#id", ReleaseItem.ID))));
            return first;
        } catch (ConditionalCheckFailedException _) {
            return find(release.id()).orElseThrow(() -> new Cloud.Unavailable(
                    "release " + release.id() + " exists in the ledger but cannot be read", null));
        }
    }

    @Override
    public Release save(Release release) throws Conflict {
        Release next = release.written(release.revision() + 1);
        try {
            asked("PutItem", () -> dynamoDb.putItem(put -> put.tableName(table).item(ReleaseItem.of(next, keep))
                    .conditionExpression(OVER_REVISION).expressionAttributeNames(names())
                    .expressionAttributeValues(expected(release.revision()))));
            return next;
        } catch (ConditionalCheckFailedException _) {
            return ownWrite(next).orElseThrow(() -> new Conflict(release.id()));
        }
    }

    @Override
    public Release save(Release release, Lineage lineage) throws Conflict {
        Release next = release.written(release.revision() + 1);
        Lineage nextLineage = lineage.written(lineage.revision() + 1);
        Put first = Put.builder().tableName(table).item(ReleaseItem.of(next, keep)).conditionExpression(OVER_REVISION)
                .expressionAttributeNames(names()).expressionAttributeValues(expected(release.revision())).build();
        Put second = over(lineage.revision(), Put.builder().tableName(table).item(LineageItem.of(nextLineage))).build();
        try {
            asked("TransactWriteItems", () -> dynamoDb.transactWriteItems(write -> write.transactItems(
                    TransactWriteItem.builder().put(first).build(), TransactWriteItem.builder().put(second).build())));
            return next;
        } catch (TransactionCanceledException e) {
            if (e.cancellationReasons().stream().noneMatch(reason -> LOST_RACES.contains(reason.code()))) {
                throw new Cloud.Unavailable("DynamoDB TransactWriteItems: " + e.getMessage(), e);
            }
            return ownWrite(next).orElseThrow(() -> new Conflict(release.id()));
        }
    }

    private static Put.Builder over(long revision, Put.Builder put) {
        return revision == 0
                ? put.conditionExpression(IF_ABSENT).expressionAttributeNames(Map.of("#id", ReleaseItem.ID))
                : put.conditionExpression(OVER_REVISION).expressionAttributeNames(names())
                        .expressionAttributeValues(expected(revision));
    }

    private static Map<String, String> names() {
        return Map.of("#revision", ReleaseItem.REVISION);
    }

    private static Map<String, AttributeValue> expected(long revision) {
        return Map.of(":expected", AttributeValue.fromN(Long.toString(revision)));
    }

    /** The SDK repeats a write whose answer was lost: then the condition fails over what we wrote ourselves. */
    private Optional<Release> ownWrite(Release next) {
        return find(next.id()).filter(next::equals);
    }

    @Override
    public Stream<ReleaseId> due(Instant now) {
        QueryRequest query = QueryRequest.builder().tableName(table).indexName(OPEN_INDEX).limit(PAGE)
                .keyConditionExpression("#open = :open AND #lookAt <= :now")
                .expressionAttributeNames(Map.of("#open", ReleaseItem.OPEN, "#lookAt", ReleaseItem.LOOK_AT))
                .expressionAttributeValues(Map.of(":open", AttributeValue.fromS(ReleaseItem.OPEN_VALUE), ":now",
                        AttributeValue.fromN(Long.toString(now.toEpochMilli()))))
                .build();
        return Stream.iterate(page(query), Objects::nonNull, page -> page.hasLastEvaluatedKey()
                ? page(query.toBuilder().exclusiveStartKey(page.lastEvaluatedKey()).build())
                : null).flatMap(page -> page.items().stream()).map(item -> new ReleaseId(item.get(ReleaseItem.ID).s()));
    }

    private QueryResponse page(QueryRequest query) {
        return asked("Query", () -> dynamoDb.query(query));
    }

    private static <T> T asked(String operation, Supplier<T> call) {
        try {
            return call.get();
        } catch (ConditionalCheckFailedException | TransactionCanceledException e) {
            throw e;
        } catch (SdkException e) {
            throw new Cloud.Unavailable("DynamoDB " + operation + ": " + e.getMessage(), e);
        }
    }
}
