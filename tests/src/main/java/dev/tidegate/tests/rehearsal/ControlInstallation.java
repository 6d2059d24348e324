package dev.tidegate.tests.rehearsal;

import dev.tidegate.tests.function.LambdaFunction;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** Puts Tidegate's function, table and rules into an account, as a user's stack would. */
final class ControlInstallation {
    /** The prefix is the one that CodeDeploy's limited managed policy may invoke. */
    static final String FUNCTION = "arn:aws:lambda:" + Account.REGION + ":" + Account.NUMBER
            + ":function:CodeDeployHook_tidegate";

    private static final String TASK_STOPPED = """
            {"source": ["aws.ecs"], "detail-type": ["ECS Task State Change"],
             "detail": {"lastStatus": ["STOPPED"], "$or": [{"startedBy": [{"prefix": "tidegate/"}]},
                                                            {"group": ["service:shop"]}]}}""";
    private static final String DEPLOYMENT = """
            {"source": ["aws.ecs"], "detail-type": ["ECS Deployment State Change"]}""";
    private static final String CODE_DEPLOY = """
            {"source": ["aws.codedeploy"], "detail-type": ["CodeDeploy Deployment State-change Notification"]}""";

    private ControlInstallation() {}

    static void install(Account account, String table, String settings) {
        account.dynamoDb().createTable(table(table));
        account.lambda.register(LambdaFunction.of(FUNCTION, "dev.tidegate.lambda.Handler", Programs.function())
                .environment(Map.of("TIDEGATE_TABLE", table, "TIDEGATE_SETTINGS", settings, "AWS_ENDPOINT_URL",
                        account.endpoint().toString(), "AWS_ACCESS_KEY_ID", "rehearsal", "AWS_SECRET_ACCESS_KEY",
                        "rehearsal")));
        EventBridgeClient events = account.eventBridge();
        rule(events, "task-stopped", TASK_STOPPED);
        rule(events, "deployment", DEPLOYMENT);
        rule(events, "codedeploy", CODE_DEPLOY);
        events.putRule(rule -> rule.name("sweep").scheduleExpression("rate(1 minute)"));
        target(events, "sweep");
    }

    private static void rule(EventBridgeClient events, String name, String pattern) {
        events.putRule(rule -> rule.name(name).eventPattern(pattern));
        target(events, name);
    }

    private static void target(EventBridgeClient events, String rule) {
        events.putTargets(
                put -> put.rule(rule).targets(Target.builder().id("tidegate").arn(FUNCTION).build()));
    }

    private static CreateTableRequest table(String name) {
        return CreateTableRequest.builder().tableName(name).billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text("id"), text("open"), AttributeDefinition.builder()
                        .attributeName("lookAt").attributeType(ScalarAttributeType.N).build())
                .keySchema(key("id", KeyType.HASH))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder().indexName("open")
                        .keySchema(key("open", KeyType.HASH), key("lookAt", KeyType.RANGE))
                        .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY)).build())
                .build();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder().attributeName(name).attributeType(ScalarAttributeType.S).build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
