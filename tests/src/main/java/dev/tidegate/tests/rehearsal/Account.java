package dev.tidegate.tests.rehearsal;

import dev.tidegate.tests.Journal;
import dev.tidegate.tests.cloudwatch.SimulatedCloudWatch;
import dev.tidegate.tests.codedeploy.CodeDeployBehaviour;
import dev.tidegate.tests.codedeploy.SimulatedCodeDeploy;
import dev.tidegate.tests.container.Image;
import dev.tidegate.tests.container.ProcessContainers;
import dev.tidegate.tests.ecs.EcsBehaviour;
import dev.tidegate.tests.ecs.SimulatedEcs;
import dev.tidegate.tests.ecs.World;
import dev.tidegate.tests.eventbridge.BusSettings;
import dev.tidegate.tests.eventbridge.SimulatedEventBridge;
import dev.tidegate.tests.function.LambdaHost;
import dev.tidegate.tests.load.TrafficRouter;
import dev.tidegate.tests.logs.SimulatedLogs;
import dev.tidegate.tests.stepfunctions.SimulatedStepFunctions;
import dev.tidegate.tests.time.Pace;
import dev.tidegate.tests.time.RealTime;
import dev.tidegate.tests.wire.AwsServer;
import dev.tidegate.tests.wire.Interceptor;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * A simulated AWS account on this machine: its services behind HTTP, its containers and functions as real processes. A
 * user's tools reach it with the SDK's own clients, and so does the function.
 */
final class Account implements AutoCloseable {
    static final String REGION = "eu-west-1";
    static final String NUMBER = "111122223333";
    static final String LOG_GROUP = "/rehearsal";

    final TrafficRouter router = new TrafficRouter();
    final SimulatedLogs logs = new SimulatedLogs(InstantSource.system());
    final LambdaHost lambda;
    final WatchedFunctions functions;
    final WatchedContainers containers;
    final WatchedAnswers codeDeployAnswers = new WatchedAnswers();
    final SimulatedEventBridge bus;
    final SimulatedStepFunctions stepFunctions = new SimulatedStepFunctions(InstantSource.system());
    private final RealTime time = new RealTime();
    private final ProcessContainers processes;
    private final DynamoDbClient tables;
    private final AwsServer server;
    private final AwsServer functionsServer;
    private final List<AutoCloseable> clients = new ArrayList<>();

    Account(Pace pace, EcsBehaviour ecsBehaviour, CodeDeployBehaviour codeDeployBehaviour, DynamoDbClient dynamoDb,
            Map<String, Image> images, TaskOutput taskOutput, Consumer<String> functionLog, Journal journal,
            Interceptor functionsCalls) {
        tables = dynamoDb;
        lambda = new LambdaHost(functionLog);
        functions = new WatchedFunctions(lambda);
        processes = new ProcessContainers(images, (spec, line) -> {
            logs.append(LOG_GROUP, logStream(spec.name(), spec.taskArn()), line);
            taskOutput.line(spec, line);
        });
        containers = new WatchedContainers(processes);
        bus = new SimulatedEventBridge(time, functions, BusSettings.asAws(NUMBER, REGION)
                .latency(Duration.ofMillis(100)).retries(Duration.ofSeconds(1), Duration.ofSeconds(2)).schedule(Duration
                        .ofSeconds(1)));
        World world = new World(REGION, time, pace, containers, functions, router, bus, journal);
        SimulatedEcs simulatedEcs = new SimulatedEcs(world, ecsBehaviour);
        List<SdkClient> services = List.of(simulatedEcs,
                new SimulatedCodeDeploy(world, simulatedEcs, codeDeployBehaviour), dynamoDb, bus, logs,
                new SimulatedCloudWatch(InstantSource.system()), stepFunctions);
        server = AwsServer.start(services);
        // In this order, so that an answer that is taken and then lost is noted.
        functionsServer = AwsServer.start(services, functionsCalls, codeDeployAnswers);
    }

    /** As the awslogs driver names it: prefix, container, task. */
    static String logStream(String container, String taskArn) {
        return "task/" + container + "/" + taskArn.substring(taskArn.lastIndexOf('/') + 1);
    }

    /** Where functions reach the services: calls from there can be told from all others. */
    URI functionsEndpoint() {
        return functionsServer.endpoint();
    }

    EcsClient ecs() {
        return client(EcsClient.builder());
    }

    CodeDeployClient codeDeploy() {
        return client(CodeDeployClient.builder());
    }

    DynamoDbClient dynamoDb() {
        return client(DynamoDbClient.builder());
    }

    /** As it stands in the ledger of releases. */
    String releaseState(String table, String release) {
        var item = tables.getItem(get -> get.tableName(table).consistentRead(true).key(Map.of("id", AttributeValue
                .fromS(
                        release))));
        return item.hasItem() ? item.item().get("state").m().get("name").s() : "";
    }

    EventBridgeClient eventBridge() {
        return client(EventBridgeClient.builder());
    }

    CloudWatchClient cloudWatch() {
        return client(CloudWatchClient.builder());
    }

    private <B extends AwsClientBuilder<B, C>, C extends AutoCloseable> C client(B builder) {
        C client = builder.region(Region.of(REGION)).endpointOverride(server.endpoint()).credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("rehearsal", "rehearsal"))).build();
        clients.add(client);
        return client;
    }

    /** What the functions have cost so far. */
    FunctionCost functionCost() {
        return new FunctionCost(lambda.billing(), functionsServer.calls().snapshot());
    }

    List<HookVerdict> hookVerdicts() {
        return Stream.concat(functions.verdicts().stream(), codeDeployAnswers.verdicts().stream()).toList();
    }

    /** What went wrong inside the simulator; a sound run has none. */
    List<Throwable> defects() {
        return Stream.of(server.defects(), functionsServer.defects(), time.failures()).flatMap(List::stream).toList();
    }

    @Override
    public void close() {
        time.close();
        lambda.close();
        processes.close();
        for (AutoCloseable client : clients) {
            close(client);
        }
        server.close();
        functionsServer.close();
    }

    private static void close(AutoCloseable client) {
        try {
            client.close();
        } catch (Exception e) {
            throw new IllegalStateException("cannot close a client", e);
        }
    }
}
