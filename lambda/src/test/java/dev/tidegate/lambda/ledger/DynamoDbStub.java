package dev.tidegate.lambda.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** One table, with the two conditions that the ledger writes under and an index that gives one item a page. */
final class DynamoDbStub implements DynamoDbClient {
    final Map<String, Map<String, AttributeValue>> items = new LinkedHashMap<>();
    final List<GetItemRequest> gets = new ArrayList<>();
    final List<QueryRequest> queries = new ArrayList<>();
    /** Whether the next write is made twice, as the SDK does when the answer to the first one is lost. */
    boolean repeatNextWrite;
    Optional<RuntimeException> failure = Optional.empty();

    @Override
    public String serviceName() {
        return "dynamodb";
    }

    @Override
    public void close() {
        // Nothing is held open.
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        failIfTold();
        gets.add(request);
        return GetItemResponse.builder().item(items.get(request.key().get("id").s())).build();
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        failIfTold();
        String id = request.item().get("id").s();
        if (!allows(request, items.get(id))) {
            throw ConditionalCheckFailedException.builder().message("The conditional request failed").build();
        }
        items.put(id, request.item());
        if (repeatNextWrite) {
            repeatNextWrite = false;
            return putItem(request);
        }
        return PutItemResponse.builder().build();
    }

    private static boolean allows(PutItemRequest request, Map<String, AttributeValue> kept) {
        return switch (request.conditionExpression()) {
            case "attribute_not_exists(#id)" -> kept == null && "id".equals(request.expressionAttributeNames().get(
                    "#id"));
            case "#revision = :expected" -> kept != null && kept.get(request.expressionAttributeNames().get(
                    "#revision")).equals(request.expressionAttributeValues().get(":expected"));
            default -> throw new IllegalArgumentException(request.conditionExpression());
        };
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        failIfTold();
        queries.add(request);
        List<Map<String, AttributeValue>> open = items.values().stream()
                .filter(item -> request.expressionAttributeValues().get(":open").equals(item.get("open"))).toList();
        int from = request.hasExclusiveStartKey() ? Integer.parseInt(request.exclusiveStartKey().get("n").n()) : 0;
        var response = QueryResponse.builder().items(open.subList(from, Math.min(from + 1, open.size())));
        if (from + 1 < open.size()) {
            response.lastEvaluatedKey(Map.of("n", AttributeValue.fromN(Integer.toString(from + 1))));
        }
        return response.build();
    }

    private void failIfTold() {
        failure.ifPresent(e -> {
            throw e;
        });
    }
}
