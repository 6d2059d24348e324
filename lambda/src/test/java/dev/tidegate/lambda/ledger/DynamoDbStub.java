package dev.tidegate.lambda.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** One table, with the two conditions that the ledger writes under alone and together, and its index. */
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
        if (!allows(request.conditionExpression(), request.expressionAttributeNames(), request
                .expressionAttributeValues(), items
                        .get(id))) {
            throw ConditionalCheckFailedException.builder().message("The conditional request failed").build();
        }
        items.put(id, request.item());
        if (repeatNextWrite) {
            repeatNextWrite = false;
            return putItem(request);
        }
        return PutItemResponse.builder().build();
    }

    private static boolean allows(String condition, Map<String, String> names, Map<String, AttributeValue> values,
            Map<String, AttributeValue> kept) {
        return switch (condition) {
            case "attribute_not_exists(#id)" -> kept == null && "id".equals(names.get("#id"));
            case "#revision = :expected" -> kept != null && kept.get(names.get("#revision")).equals(values.get(
                    ":expected"));
            default -> throw new IllegalArgumentException(condition);
        };
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        failIfTold();
        List<Put> puts = request.transactItems().stream().map(TransactWriteItem::put).toList();
        List<CancellationReason> reasons = puts.stream().map(put -> CancellationReason.builder().code(allows(put
                .conditionExpression(), put.expressionAttributeNames(), put.expressionAttributeValues(), items.get(put
                        .item().get("id").s())) ? "None" : "ConditionalCheckFailed").build()).toList();
        if (reasons.stream().anyMatch(reason -> !reason.code().equals("None"))) {
            throw TransactionCanceledException.builder().message("Transaction cancelled").cancellationReasons(reasons)
                    .build();
        }
        puts.forEach(put -> items.put(put.item().get("id").s(), put.item()));
        if (repeatNextWrite) {
            repeatNextWrite = false;
            return transactWriteItems(request);
        }
        return TransactWriteItemsResponse.builder().build();
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        failIfTold();
        queries.add(request);
        long now = Long.parseLong(request.expressionAttributeValues().get(":now").n());
        List<Map<String, AttributeValue>> due = items.values().stream()
                .filter(item -> request.expressionAttributeValues().get(":open").equals(item.get("open")))
                .filter(item -> lookAt(item) <= now).sorted(Comparator.comparing(DynamoDbStub::lookAt)).toList();
        int from = request.hasExclusiveStartKey() ? due.indexOf(items.get(request.exclusiveStartKey().get("id").s()))
                + 1
                : 0;
        int to = Math.min(from + request.limit(), due.size());
        return QueryResponse.builder().items(due.subList(from, to))
                .lastEvaluatedKey(to < due.size() ? Map.of("id", due.get(to - 1).get("id")) : null).build();
    }

    private static long lookAt(Map<String, AttributeValue> item) {
        return Long.parseLong(item.get("lookAt").n());
    }

    private void failIfTold() {
        failure.ifPresent(e -> {
            throw e;
        });
    }
}
