package dev.tidegate.tests.rehearsal;

import dev.tidegate.tests.database.LedgerTable;
import dev.tidegate.tests.function.LambdaFunction;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** Puts Tidegate's function, table and rules into an account, as a user's stack would. */
final class ControlInstallation {
    /** The prefix is the one that CodeDeploy's limited managed policy may invoke. */
    static final String FUNCTION = "arn:aws:lambda:" + Account.REGION + ":" + Account.NUMBER
            + ":function:CodeDeployHook_tidegate";

    private static final String TASK_STOPPED = """
            {"source": ["aws.ecs"], "detail-type": ["ECS Task State Change"],
             "detail": {"lastStatus": ["STOPPED"], "startedBy": [{"prefix": "tidegate/"}]}}""";
    private static final String DEPLOYMENT = """
            {"source": ["aws.ecs"], "detail-type": ["ECS Deployment State Change"]}""";
    private static final String CODE_DEPLOY = """
            {"source": ["aws.codedeploy"], "detail-type": ["CodeDeploy Deployment State-change Notification"]}""";

    private ControlInstallation() {}

    /** @param processes of the function at most */
    static void install(Account account, String table, String settings, int processes) {
        account.dynamoDb().createTable(LedgerTable.named(table));
        account.lambda.register(LambdaFunction.of(FUNCTION, "dev.tidegate.lambda.Handler", Programs.function())
                .concurrency(processes).environment(Map.of("TIDEGATE_TABLE", table, "TIDEGATE_SETTINGS", settings,
                        "AWS_ENDPOINT_URL",
                        account.functionsEndpoint().toString(), "AWS_ACCESS_KEY_ID", "rehearsal",
                        "AWS_SECRET_ACCESS_KEY",
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
}
