package dev.tidegate.lambda.ledger;

import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.Ledger;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.ReleaseId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * The ledger in one DynamoDB table. The key is {@code id}; the index {@code open} has {@code open} and
 * {@code openedAt} as keys and holds only the releases that still need attention. Reads of a release are strongly
 * consistent and every write is conditional on the revision it was made from.
 */
public final class DynamoDbLedger implements Ledger {
    /** The sparse index of releases that need attention; projecting the keys is enough. */
    public static final String OPEN_INDEX = "open";

    private final DynamoDbClient dynamoDb;
    private final String table;

    public DynamoDbLedger(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public Optional<Release> find(ReleaseId id) {
        return asked("GetItem", () -> {
            var response = dynamoDb.getItem(get -> get.tableName(table).consistentRead(true).key(key(id)));
            return response.hasItem() && !response.item().isEmpty()
                    ? Optional.of(ReleaseItem.release(response.item()))
                    : Optional.empty();
        });
    }

    private static Map<String, AttributeValue> key(ReleaseId id) {
        return Map.of(ReleaseItem.ID, AttributeValue.fromS(id.value()));
    }

    @Override
    public Release openIfAbsent(Release release) {
        Release first = release.written(1);
        try {
            asked("PutItem", () -> dynamoDb.putItem(put -> put.tableName(table).item(ReleaseItem.of(first))
                    .conditionExpression("attribute_not_exists(#id)")
                    .expressionAttributeNames(Map.of("#id", ReleaseItem.ID))));
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
            asked("PutItem", () -> dynamoDb.putItem(put -> put.tableName(table).item(ReleaseItem.of(next))
                    .conditionExpression("#revision = :expected")
                    .expressionAttributeNames(Map.of("#revision", ReleaseItem.REVISION)).expressionAttributeValues(
                            Map.of(":expected", AttributeValue.fromN(Long.toString(release.revision()))))));
            return next;
        } catch (ConditionalCheckFailedException _) {
            return ownWrite(next).orElseThrow(() -> new Conflict(release.id()));
        }
    }

    /** The SDK repeats a write whose answer was lost: then the condition fails over what we wrote ourselves. */
    private Optional<Release> ownWrite(Release next) {
        return find(next.id()).filter(next::equals);
    }

    @Override
    public List<ReleaseId> needingAttention() {
        QueryRequest query = QueryRequest.builder().tableName(table).indexName(OPEN_INDEX)
                .keyConditionExpression("#open = :open").expressionAttributeNames(Map.of("#open", ReleaseItem.OPEN))
                .expressionAttributeValues(Map.of(":open", AttributeValue.fromS(ReleaseItem.OPEN_VALUE))).build();
        return asked("Query", () -> dynamoDb.queryPaginator(query).items().stream()
                .map(item -> new ReleaseId(item.get(ReleaseItem.ID).s())).toList());
    }

    private static <T> T asked(String operation, Supplier<T> call) {
        try {
            return call.get();
        } catch (ConditionalCheckFailedException e) {
            throw e;
        } catch (SdkException e) {
            throw new Cloud.Unavailable("DynamoDB " + operation + ": " + e.getMessage(), e);
        }
    }
}
