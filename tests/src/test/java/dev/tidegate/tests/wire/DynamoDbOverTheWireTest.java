package dev.tidegate.tests.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;

import dev.tidegate.tests.database.LocalDynamoDb;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** DynamoDB's semantics as the real client sees them over the wire. */
class DynamoDbOverTheWireTest {
    private static final LocalDynamoDb DYNAMO = new LocalDynamoDb();
    private static AwsServer server;
    private static DynamoDbClient client;

    @BeforeAll
    static void createTable() {
        server = AwsServer.start(List.of(DYNAMO.client()));
        client = Clients.connect(DynamoDbClient.builder(), server.endpoint());
        client.createTable(table -> table.tableName("ledger").billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attribute("pk", ScalarAttributeType.S), attribute("sk", ScalarAttributeType.N))
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    @AfterAll
    static void close() {
        client.close();
        server.close();
        DYNAMO.close();
        assertThat(server.defects()).isEmpty();
    }

    private static Map<String, AttributeValue> key(String release, int revision) {
        return Map.of("pk", AttributeValue.fromS(release), "sk", AttributeValue.fromN(String.valueOf(revision)));
    }

    private static void put(String release, int revision) {
        client.putItem(put -> put.tableName("ledger").item(key(release, revision)));
    }

    private static TransactWriteItem putIfAbsent(String release, int revision) {
        return TransactWriteItem.builder().put(put -> put.tableName("ledger").item(key(release, revision))
                .conditionExpression("attribute_not_exists(pk)")).build();
    }

    @Test
    void theTableIsThere() {
        assertThat(client.describeTable(describe -> describe.tableName("ledger")).table().tableStatusAsString())
                .isEqualTo("ACTIVE");
    }

    @Test
    void aFailedConditionTellsTheItemThatIsThere() {
        put("claim", 1);
        ConditionalCheckFailedException thrown = catchThrowableOfType(ConditionalCheckFailedException.class,
                () -> client.putItem(put -> put.tableName("ledger").item(key("claim", 1))
                        .conditionExpression("attribute_not_exists(pk)")
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)));
        assertThat(thrown.item()).isEqualTo(key("claim", 1));
    }

    @Test
    void queriesGoByKeyAndPage() {
        for (int revision = 1; revision <= 3; revision++) {
            put("pages", revision);
        }
        QueryResponse first = client.query(query -> query.tableName("ledger").limit(2)
                .keyConditionExpression("pk = :pk and sk >= :from")
                .expressionAttributeValues(
                        Map.of(":pk", AttributeValue.fromS("pages"), ":from", AttributeValue.fromN("1"))));
        assertThat(first.items()).containsExactly(key("pages", 1), key("pages", 2));
        assertThat(first.lastEvaluatedKey()).isEqualTo(key("pages", 2));
    }

    @Test
    void updatesChangeNestedValues() {
        put("update", 1);
        Map<String, AttributeValue> state = Map.of("tasks", AttributeValue.fromL(List.of()), "empty",
                AttributeValue.fromM(Map.of()), "none", AttributeValue.fromNul(true), "names",
                AttributeValue.fromSs(List.of("a")), "armed", AttributeValue.fromBool(false));
        var updated = client.updateItem(update -> update.tableName("ledger").key(key("update", 1))
                .updateExpression("set #s = :s").expressionAttributeNames(Map.of("#s", "state"))
                .expressionAttributeValues(Map.of(":s", AttributeValue.fromM(state)))
                .returnValues(ReturnValue.ALL_NEW));
        GetItemResponse read = client
                .getItem(get -> get.tableName("ledger").key(key("update", 1)).consistentRead(true));
        assertThat(read.item()).isEqualTo(updated.attributes()).containsEntry("state", AttributeValue.fromM(state));
    }

    @Test
    void aCancelledTransactionTellsWhichConditionFailedAndChangesNothing() {
        put("transaction", 1);
        TransactionCanceledException thrown = catchThrowableOfType(TransactionCanceledException.class,
                () -> client.transactWriteItems(write -> write.transactItems(putIfAbsent("transaction", 2),
                        putIfAbsent("transaction", 1))));
        assertThat(thrown.cancellationReasons()).extracting(CancellationReason::code).containsExactly("None",
                "ConditionalCheckFailed");
        assertThat(client.getItem(get -> get.tableName("ledger").key(key("transaction", 2))).hasItem()).isFalse();
    }

    @Test
    void aTransactionWritesAll() {
        client.transactWriteItems(write -> write.transactItems(putIfAbsent("both", 1), putIfAbsent("both", 2)));
        assertThat(client.query(query -> query.tableName("ledger").keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS("both")))).count()).isEqualTo(2);
    }

    @Test
    void deletedItemsAreGone() {
        put("delete", 1);
        client.deleteItem(delete -> delete.tableName("ledger").key(key("delete", 1)));
        assertThat(client.getItem(get -> get.tableName("ledger").key(key("delete", 1))).hasItem()).isFalse();
    }

    @Test
    void otherErrorsKeepTheirCodes() {
        assertThat(catchThrowableOfType(ResourceNotFoundException.class,
                () -> client.describeTable(describe -> describe.tableName("nowhere")))).isNotNull();
        DynamoDbException thrown = catchThrowableOfType(DynamoDbException.class,
                () -> client.putItem(put -> put.tableName("ledger").item(Map.of("pk", AttributeValue.fromS("a")))));
        assertThat(thrown.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
    }
}
