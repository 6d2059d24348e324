package dev.tidegate.tests.rehearsal;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The table, read without the function. */
final class Ledger {
    private final DynamoDbClient dynamoDb;
    private final String table;

    Ledger(Rehearsal rehearsal) {
        dynamoDb = rehearsal.account.dynamoDb();
        table = rehearsal.ledger();
    }

    private Optional<Map<String, AttributeValue>> release(String id) {
        return Optional.of(dynamoDb.getItem(get -> get.tableName(table).consistentRead(true)
                .key(Map.of("id", AttributeValue.fromS(id)))).item()).filter(item -> !item.isEmpty());
    }

    /** The state; {@code unrecorded} when there is no such release. */
    String state(String id) {
        return release(id).map(item -> item.get("state").m().get("name").s()).orElse("unrecorded");
    }

    /** Whether nobody has to look after a release any more. */
    boolean isClosed(String id) {
        return release(id).filter(item -> item.containsKey("open")).isEmpty();
    }
}
