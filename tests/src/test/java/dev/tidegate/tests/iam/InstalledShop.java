package dev.tidegate.tests.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.lambda.ledger.DynamoDbLedger;
import dev.tidegate.tests.crash.Cut;
import dev.tidegate.tests.crash.MortalFunction;
import dev.tidegate.tests.database.LedgerTable;
import dev.tidegate.tests.ecs.Laboratory;
import dev.tidegate.tests.ecs.ScriptedContainers.Started;
import dev.tidegate.tests.iam.InstalledRoles.Role;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;

/**
 * A service with Tidegate beside it as an installation makes it: with its settings, its task definition and its hook, and
 * with its roles enforced. The function is swept every minute; no events arrive.
 */
final class InstalledShop implements AutoCloseable {
    static final String LAST_WORDS = "relation orders does not exist";
    private static final ObjectMapper JSON = new ObjectMapper();

    final InstalledRoles roles;
    final Cut cut;
    final AwsServices aws;
    final Laboratory lab;
    private final InstalledTemplate template;
    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Requests requests;
    private final MigrationContainers migrations;
    private final MortalFunction function;

    InstalledShop(InstalledTemplate template, InstalledRoles roles, DynamoDbClient dynamoDb, Cut cut) {
        this.template = template;
        this.roles = roles;
        this.dynamoDb = dynamoDb;
        this.cut = cut;
        aws = new AwsServices(cut);
        lab = aws.lab;
        migrations = new MigrationContainers(template);
        lab.ecs.registerTaskDefinition(migrations.definition());
        migrationsExit(0);
        table = template.variable("TIDEGATE_TABLE");
        dynamoDb.createTable(LedgerTable.named(table));
        DynamoDbClient watched = cut.around(DynamoDbClient.class, dynamoDb);
        function = new MortalFunction(template.variable("TIDEGATE_SETTINGS"), aws, settings -> new DynamoDbLedger(
                watched, table, settings.keep()), lab.time::now, cut, () -> "");
        requests = new Requests(Arns.HERE, name -> lab.ecs.describeTaskDefinition(describe -> describe
                .taskDefinition(name)).taskDefinition(), id -> aws.codeDeploy.getDeployment(get -> get.deploymentId(id))
                        .deploymentInfo());
        cut.watch(this::check);
        lab.functions.when(hookFunction(), this::invoke);
    }

    private void check(Object request) {
        requests.accesses(request).forEach(access -> roles.use(Role.FUNCTION, access));
        if (request instanceof GetLogEventsRequest get) {
            // By now a task that failed has said why.
            aws.logs.append(get.logGroupName(), get.logStreamName(), LAST_WORDS);
        }
    }

    /** What a hook of the service names. */
    String hookFunction() {
        return (String) template.hook().get(template.codeDeploy ? "BeforeInstall" : "hookTargetArn");
    }

    /** What is to be written into the service. */
    DeploymentLifecycleHook lifecycleHook() {
        return DeploymentLifecycleHook.builder().hookTargetArn(hookFunction()).roleArn((String) template.hook().get(
                "roleArn")).lifecycleStagesWithStrings(((List<?>) template.hook().get("lifecycleStages")).stream().map(
                        String::valueOf).toList()).build();
    }

    private String invoke(JsonNode payload) {
        if (roles.has(Role.HOOK)) {
            // ECS takes the hook's role; CodeDeploy one of its own.
            roles.use(Role.HOOK, Access.to("lambda:InvokeFunction", hookFunction()));
        }
        lambdaWritesTheLog();
        return function.invoke(payload);
    }

    /** Lambda does so with the function's role (Lambda guide, "CloudWatch Logs"). */
    private void lambdaWritesTheLog() {
        Map<?, ?> logging = (Map<?, ?>) template.properties("Function").get("LoggingConfig");
        String stream = Arns.HERE.logStream((String) logging.get("LogGroup"), "2026/11/26/[$LATEST]0123");
        roles.use(Role.FUNCTION, Access.to("logs:CreateLogStream", stream));
        roles.use(Role.FUNCTION, Access.to("logs:PutLogEvents", stream));
    }

    /** An asynchronous call has failed three times: Lambda keeps it with the function's role (Lambda guide, "Dead-letter queues"). */
    void lambdaGivesUpAWakeUp() {
        Map<?, ?> deadLetters = (Map<?, ?>) template.properties("Function").get("DeadLetterConfig");
        roles.use(Role.FUNCTION, Access.to("sqs:SendMessage", (String) deadLetters.get("TargetArn")));
    }

    /** A person, a pipeline or a state of Step Functions calls it. */
    JsonNode call(String command, Map<String, String> members) {
        ObjectNode payload = JSON.valueToTree(members);
        return json(function.invoke(payload.put("command", command)));
    }

    JsonNode call(String command, String release) {
        return call(command, Map.of("release", release));
    }

    /** So the migration task's container exits from now on; with 0 unless this is called. */
    void migrationsExit(int code) {
        lab.containers.exitsAtOnce(migrations.image(), code);
    }

    void migrationsNeverEnd() {
        lab.containers.staysUp(migrations.image());
    }

    /** Sweeps every minute until it is so; fails when it does not come to that in a simulated day. */
    void until(String what, BooleanSupplier reached) {
        for (int minute = 0; minute < Duration.ofDays(1).toMinutes(); minute++) {
            if (reached.getAsBoolean()) {
                return;
            }
            lab.time.advance(Duration.ofMinutes(1));
            function.sweep();
        }
        throw new AssertionError("never came: " + what + "; releases " + dynamoDb.scan(scan -> scan.tableName(table))
                .items());
    }

    void untilState(String release, String state) {
        until(release + " is " + state, () -> state(release).equals(Optional.of(state)));
    }

    /** Nobody waits for it or looks after it any more. */
    void untilEnded(String release, String state) {
        untilState(release, state);
        until(release + " needs nobody", () -> !item(release).containsKey("open"));
        assertThat(state(release)).contains(state);
    }

    Optional<String> state(String release) {
        return Optional.ofNullable(item(release).get("state")).map(state -> state.m().get("name").s());
    }

    private Map<String, AttributeValue> item(String release) {
        return dynamoDb.scan(scan -> scan.tableName(table)).items().stream().filter(item -> item.get("id").s().equals(
                release)).findFirst().orElse(Map.of());
    }

    /** The commands of the migration tasks that ran. */
    List<String> ran() {
        return migrationTasks().stream().map(one -> one.spec().command().getLast()).toList();
    }

    private List<Started> migrationTasks() {
        return lab.containers.started().stream().filter(one -> one.spec().image().equals(migrations.image())).toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Accounts for what the migration tasks did, too. */
    @Override
    public void close() {
        migrationTasks().forEach(one -> migrations.started(one.spec(), roles));
        dynamoDb.deleteTable(delete -> delete.tableName(table));
    }
}
