package dev.tidegate.tests.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceDefinitionTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ServiceDefinition ECS = ServiceDefinition.of("ecs");
    private static final ServiceDefinition DYNAMO_DB = ServiceDefinition.of("dynamodb");

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static List<String> messages(List<Problem> problems) {
        return problems.stream().map(Problem::message).toList();
    }

    private static List<String> runTask(String request) {
        return messages(ECS.ofRequest("RunTask", json(request)));
    }

    @Test
    void whatAwsDefinedHasNoProblems() {
        assertThat(runTask("""
                {'taskDefinition': 'migrate:7', 'launchType': 'FARGATE', 'count': 1, 'enableExecuteCommand': false,
                 'tags': [{'key': 'release', 'value': '42'}], 'overrides': {'containerOverrides': [
                   {'name': 'task', 'command': ['pre'], 'environment': [{'name': 'TIDEGATE_PHASE', 'value': 'pre'}]}]}}
                """)).isEmpty();
    }

    @Test
    void aRequiredMemberIsMissed() {
        assertThat(ECS.ofRequest("RunTask", json("{}"))).containsExactly(new Problem.Missing("taskDefinition"));
        assertThat(runTask("{'taskDefinition': null}")).containsExactly(
                "Value null at 'taskDefinition' failed to satisfy constraint: Member must not be null");
    }

    @Test
    void aRequiredMemberIsMissedDeepInside() {
        assertThat(runTask("""
                {'taskDefinition': 'migrate', 'overrides': {'containerOverrides': [
                  {'name': 'task', 'environmentFiles': [{'type': 's3', 'value': 'arn'}, {'type': 's3'}]}]}}"""))
                .containsExactly("Value null at 'overrides.containerOverrides[0].environmentFiles[1].value' failed to"
                        + " satisfy constraint: Member must not be null");
    }

    @Test
    void aValueOutsideItsEnumIsSeen() {
        assertThat(ECS.ofRequest("RunTask", json("{'taskDefinition': 'migrate', 'launchType': 'fargate'}")))
                .containsExactly(new Problem.OutsideEnum("launchType", "fargate",
                        List.of("EC2", "EXTERNAL", "FARGATE", "MANAGED_INSTANCES")));
        assertThat(messages(ECS.ofRequest("ListTasks", json("{'desiredStatus': 'DEACTIVATING'}")))).containsExactly(
                "Value 'DEACTIVATING' at 'desiredStatus' failed to satisfy constraint: Member must satisfy enum value"
                        + " set: [PENDING, RUNNING, STOPPED]");
    }

    @Test
    void aValueOutsideItsEnumIsSeenInAList() {
        assertThat(ECS.ofRequest("DescribeTasks", json("{'tasks': ['a'], 'include': ['TAGS', 'ALL']}")))
                .containsExactly(new Problem.OutsideEnum("include[1]", "ALL", List.of("TAGS")));
    }

    @Test
    void aMemberThatNobodyDefinedIsSeen() {
        assertThat(runTask("{'taskDefinition': 'migrate', 'overrides': {'containerOverrides': [{'cmd': ['pre']}]}}"))
                .containsExactly("'overrides.containerOverrides[0].cmd' is not a member of ContainerOverride");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'taskDefinition': 7}                                       | Value at 'taskDefinition' must be a string, got 7
            {'taskDefinition': 'm', 'count': '1'}                       | Value at 'count' must be a number, got "1"
            {'taskDefinition': 'm', 'enableExecuteCommand': 0}          | Value at 'enableExecuteCommand' must be a boolean, got 0
            {'taskDefinition': 'm', 'tags': {}}                         | Value at 'tags' must be a list, got {}
            {'taskDefinition': 'm', 'overrides': []}                    | Value at 'overrides' must be an object, got []
            {'taskDefinition': 'm', 'launchType': 1}                    | Value at 'launchType' must be a string, got 1
            []                                                          | Value at '' must be an object, got []
            """, quoteCharacter = '`')
    void aWrongTypeIsSeen(String request, String message) {
        assertThat(runTask(request)).containsExactly(message);
    }

    @Test
    void timesAreNumbersOnTheWireAndTextInEvents() {
        String onTheWire = "{'tasks': [{'createdAt': 1790000000.123}]}";
        String inEvents = "{'createdAt': '2026-01-01T00:00:00.5Z'}";
        assertThat(ECS.ofResponse("DescribeTasks", json(onTheWire))).isEmpty();
        assertThat(messages(ECS.ofResponse("DescribeTasks", json("{'tasks': [" + inEvents + "]}")))).containsExactly(
                "Value at 'tasks[0].createdAt' must be a time, got \"2026-01-01T00:00:00.5Z\"");
        assertThat(ECS.of("Task", json(inEvents), Timestamps.ISO_8601)).isEmpty();
        assertThat(ECS.of("Task", json("{'createdAt': 'yesterday'}"), Timestamps.ISO_8601)).hasSize(1);
        assertThat(ECS.of("Task", json("{'createdAt': 1790000000}"), Timestamps.ISO_8601)).hasSize(1);
    }

    @Test
    void aUnionHasExactlyOneMember() {
        assertThat(putItem("{'S': 'a'}")).isEmpty();
        assertThat(putItem("{'M': {'list': {'L': [{'N': '1'}, {'BOOL': true}, {'B': 'aGk='}]}}}")).isEmpty();
        assertThat(putItem("{}")).containsExactly(
                "Value at 'Item.id' must have exactly one member of AttributeValue, got []");
        assertThat(putItem("{'M': {'in': {'S': 'a', 'N': '1'}}}")).containsExactly(
                "Value at 'Item.id.M.in' must have exactly one member of AttributeValue, got [S, N]");
        assertThat(putItem("{'B': '?'}")).containsExactly("Value at 'Item.id.B' must be base64, got \"?\"");
    }

    private static List<String> putItem(String attribute) {
        return messages(DYNAMO_DB.ofRequest("PutItem", json("{'TableName': 'releases', 'Item': {'id': " + attribute
                + "}}")));
    }

    @Test
    void theErrorsOfAnOperationAreKnown() {
        assertThat(ECS.errors("RunTask")).contains("ClusterNotFoundException", "InvalidParameterException")
                .doesNotContain("ServiceNotFoundException");
        assertThat(DYNAMO_DB.errors("PutItem")).contains("ConditionalCheckFailedException");
    }

    @Test
    void whatIsNotDefinedIsNamed() {
        assertThatThrownBy(() -> ServiceDefinition.of("tea")).hasMessage("no definition of the service \"tea\"");
        assertThatThrownBy(() -> ECS.ofRequest("MakeTea", json("{}"))).hasMessageContaining(
                "no operation \"MakeTea\" in the definition");
        assertThatThrownBy(() -> ECS.of("Tea", json("{}"), Timestamps.ISO_8601)).hasMessageContaining(
                "no structure \"Tea\"");
    }

    /** A documented event; what it says of the task is what the API would say, and when the event was made. */
    @Test
    void aDocumentedEventHoldsATask() throws IOException {
        Path payload = Path.of(System.getProperty("tidegate.root"),
                "lambda/src/test/resources/payloads/ecs-task-state-change.json");
        ObjectNode task = (ObjectNode) MAPPER.readTree(payload.toFile()).path("detail");
        assertThat(messages(ECS.of("Task", task, Timestamps.ISO_8601))).containsExactly(
                "'updatedAt' is not a member of Task");
    }
}
