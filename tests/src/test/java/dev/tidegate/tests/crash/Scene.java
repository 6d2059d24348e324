package dev.tidegate.tests.crash;

import static dev.tidegate.tests.ecs.Laboratory.CLUSTER;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.lambda.aws.AwsClients;
import dev.tidegate.lambda.ledger.DynamoDbLedger;
import dev.tidegate.tests.codedeploy.SimulatedCodeDeploy;
import dev.tidegate.tests.database.LedgerTable;
import dev.tidegate.tests.ecs.Laboratory;
import dev.tidegate.tests.ecs.ScriptedContainers.Started;
import dev.tidegate.tests.wire.Conforming;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStage;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.sfn.SfnClient;

/** A service that is deployed once, with the function at its hook and a sweep every minute, and no events at all. */
final class Scene {
    private static final AtomicInteger TABLES = new AtomicInteger();
    private static final String SETTINGS = """
            {"databases": [{"name": "shop", "cluster": "prod", "service": "shop", %s
              "task": {"taskDefinition": "migrate", "container": "app"}}]}""";

    final Laboratory lab = new Laboratory();
    final CodeDeployClient codeDeploy = Conforming.around(CodeDeployClient.class, new SimulatedCodeDeploy(lab.world,
            lab.simulated));
    final Cut cut;
    private final DynamoDbClient dynamoDb;
    private final String table = "releases" + TABLES.incrementAndGet();
    private final MortalFunction function;
    final List<String> breaches = new ArrayList<>();
    final List<String> published = new ArrayList<>();

    Scene(DynamoDbClient dynamoDb, boolean byCodeDeploy, Cut cut) {
        this(dynamoDb, byCodeDeploy
                ? "\"codeDeploy\": {\"application\": \"app\", \"deploymentGroup\": \"group\"},"
                : "", cut);
        if (byCodeDeploy) {
            CodeDeployed.serve(lab, codeDeploy);
        } else {
            lab.serve(hooked().toBuilder().lifecycleHooks(List.of()).build());
            lab.ecs.updateService(update -> update.cluster(CLUSTER).service("shop").deploymentConfiguration(hooked()));
        }
    }

    /** There is no service yet. @param more settings of the database */
    Scene(DynamoDbClient dynamoDb, String more, Cut cut) {
        this.cut = cut;
        this.dynamoDb = dynamoDb;
        dynamoDb.createTable(LedgerTable.named(table));
        lab.register("migrate", "migrate:1");
        lab.containers.exitsAtOnce("migrate:1", 0);
        DynamoDbClient counted = cut.around(DynamoDbClient.class, Conforming.around(DynamoDbClient.class,
                dynamoDb));
        function = new MortalFunction(SETTINGS.formatted(more), new Clients(), settings -> new DynamoDbLedger(counted,
                table, settings.keep()), lab.time::now, cut, this::state);
        lab.functions.when("gate", function::invoke);
        cut.watch(this::check);
    }

    /** ECS's own blue/green deployment that asks the function. */
    static DeploymentConfiguration hooked() {
        return Laboratory.blueGreen("gate", DeploymentLifecycleHookStage.PRE_SCALE_UP).toBuilder().bakeTimeInMinutes(1)
                .build();
    }

    private void check(Object request) {
        boolean post = request instanceof RunTaskRequest run && run.overrides().containerOverrides().getFirst()
                .command()
                .equals(List.of("post"));
        if (post && !lab.containers.executing("shop:1").isEmpty()) {
            breaches.add("the post-traffic task was started while old code ran");
        }
    }

    /** Sweeps every minute until the deployment is over and the release needs nobody any more, at most for so long. */
    void pass(Duration time, BooleanSupplier over) {
        for (long minute = 0; minute < time.toMinutes(); minute++) {
            lab.time.advance(Duration.ofMinutes(1));
            function.sweep();
            if (over.getAsBoolean() && release().filter(item -> item.containsKey("open")).isEmpty()) {
                return;
            }
        }
    }

    /** Somebody calls the function. */
    String invoke(JsonNode payload) {
        return function.invoke(payload);
    }

    /** Every invocation of the function. */
    List<MortalFunction.Invocation> invocations() {
        return function.invocations();
    }

    /** The only release; none when the function died before it had recorded it. */
    Optional<Map<String, AttributeValue>> release() {
        return dynamoDb.scan(scan -> scan.tableName(table)).items().stream().filter(item -> item.containsKey("state"))
                .findFirst();
    }

    /** Its state, and whether somebody still has to look after it. */
    String state() {
        return release().map(item -> item.get("state").m().get("name").s() + (item.containsKey("open") ? ", open" : ""))
                .orElse("unrecorded");
    }

    /** The migration tasks that ran their command. */
    List<Started> ran(String command) {
        return lab.containers.started().stream().filter(one -> one.spec().image().equals("migrate:1")
                && one.spec().command().equals(List.of(command))).toList();
    }

    private final class Clients implements AwsClients {
        @Override
        public EcsClient ecs() {
            return cut.around(EcsClient.class, lab.ecs);
        }

        @Override
        public CodeDeployClient codeDeploy() {
            return cut.around(CodeDeployClient.class, codeDeploy);
        }

        @Override
        public EventBridgeClient eventBridge() {
            return cut.around(EventBridgeClient.class, Conforming.around(EventBridgeClient.class, new Bus()));
        }

        @Override
        public CloudWatchLogsClient logs() {
            throw new AssertionError("no task fails");
        }

        @Override
        public CloudWatchClient cloudWatch() {
            throw new AssertionError("there are no alarms");
        }

        @Override
        public SfnClient stepFunctions() {
            throw new AssertionError("nobody waits");
        }
    }

    private final class Bus implements EventBridgeClient {
        @Override
        public PutEventsResponse putEvents(PutEventsRequest request) {
            request.entries().forEach(entry -> published.add(entry.detail()));
            return PutEventsResponse.builder().failedEntryCount(0).build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
