package dev.tidegate.tests.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.utils.builder.SdkBuilder;

class SdkJsonTest {
    static Stream<SdkBuilder<?, ?>> builders() {
        return Stream.of(DescribeTasksResponse.builder(), DescribeServicesResponse.builder(),
                DescribeTaskDefinitionResponse.builder(), CreateServiceRequest.builder(), RunTaskRequest.builder(),
                GetDeploymentResponse.builder(), PutItemRequest.builder(), QueryResponse.builder(),
                TransactWriteItemsRequest.builder(), PutEventsRequest.builder());
    }

    @ParameterizedTest
    @MethodSource("builders")
    void whateverIsWrittenIsReadBackEqual(SdkBuilder<?, ?> prototype) throws Exception {
        for (long seed = 0; seed < 100; seed++) {
            SdkPojo original = new RichPojos(seed).fill(emptyLike(prototype));
            String json = SdkJson.MAPPER.writeValueAsString(SdkJson.toJson(original));

            SdkPojo copy = (SdkPojo) SdkJson.fromJson(SdkJson.MAPPER.readTree(json),
                    (SdkBuilder<?, ?>) emptyLike(prototype));

            assertThat(copy.equalsBySdkFields(original)).as("seed %d: %s", seed, json).isTrue();
        }
    }

    private static SdkPojo emptyLike(SdkBuilder<?, ?> prototype) throws ReflectiveOperationException {
        return (SdkPojo) prototype.build().getClass().getMethod("builder").invoke(null);
    }

    @Test
    void timesAreSecondsOnTheWireAndStringsInEvents() {
        Task task = Task.builder().createdAt(Instant.parse("2025-05-06T11:02:13.877Z")).build();
        assertThat(SdkJson.toJson(task)).hasToString("{\"createdAt\":1746529333.877}");
        assertThat(SdkJson.toEventJson(task)).hasToString("{\"createdAt\":\"2025-05-06T11:02:13.877Z\"}");
    }

    @Test
    void listsAndMapsThatWereNeverSetAreLeftOut() {
        assertThat(SdkJson.toJson(Task.builder().taskArn("arn").build())).hasToString("{\"taskArn\":\"arn\"}");
        assertThat(SdkJson.toJson(Task.builder().tags(List.of()).build())).hasToString("{\"tags\":[]}");
    }

    @Test
    void documentsKeepTheirShape() {
        DeploymentLifecycleHook hook = DeploymentLifecycleHook.builder()
                .hookDetails(Document.mapBuilder().putNumber("minutes", 5).putNull("nothing").build()).build();
        assertThat(SdkJson.toJson(hook)).hasToString("{\"hookDetails\":{\"minutes\":5,\"nothing\":null}}");
    }

    @Test
    void attributeValuesOfEveryKindAreWrittenAsDynamoDbDoes() {
        PutItemRequest put = PutItemRequest.builder()
                .item(Map.of("item", AttributeValue.fromM(Map.of("list", AttributeValue.fromL(List.of())))))
                .expressionAttributeValues(Map.of(":null", AttributeValue.fromNul(true))).build();
        assertThat(SdkJson.toJson(put)).hasToString("{\"Item\":{\"item\":{\"M\":{\"list\":{\"L\":[]}}}},"
                + "\"ExpressionAttributeValues\":{\":null\":{\"NULL\":true}}}");
        assertThat(SdkJson.toJson(AttributeValue.fromB(SdkBytes.fromUtf8String("tide")))).hasToString(
                "{\"B\":\"dGlkZQ==\"}");
        assertThat(SdkJson.toJson(AttributeValue.fromNs(List.of("1", "2")))).hasToString("{\"NS\":[\"1\",\"2\"]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"cluster":1}                       | member "cluster" must be a string, got NUMBER 1
            {"count":"1"}                       | member "count" must be an integer, got STRING "1"
            {"count":1.5}                       | member "count" must be an integer, got NUMBER 1.5
            {"tags":{}}                         | member "tags" must be a list, got OBJECT {}
            {"overrides":[]}                    | member "overrides" must be an object, got ARRAY []
            {"tags":[{"key":true}]}             | member "key" must be a string, got BOOLEAN true
            []                                  | expected an object, got ARRAY
            """)
    void membersOfAnotherTypeAreRefused(String json, String message) throws JsonProcessingException {
        var body = SdkJson.MAPPER.readTree(json);
        assertThatThrownBy(() -> SdkJson.fromJson(body, RunTaskRequest.builder())).isInstanceOf(MalformedRequest.class)
                .hasMessage(message);
    }

    @Test
    void unknownMembersAreIgnored() throws JsonProcessingException {
        assertThat(SdkJson.fromJson(SdkJson.MAPPER.readTree("{\"new\":1,\"taskArn\":\"arn\"}"), Task.builder()))
                .isEqualTo(Task.builder().taskArn("arn").build());
    }
}
