package dev.tidegate.tests.endpoint;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import dev.tidegate.tests.database.LocalDynamoDb;
import dev.tidegate.tests.eventbridge.BusSettings;
import dev.tidegate.tests.eventbridge.SimulatedEventBridge;
import dev.tidegate.tests.function.Functions.FunctionError;
import dev.tidegate.tests.logs.SimulatedLogs;
import dev.tidegate.tests.secrets.SimulatedSecretsManager;
import dev.tidegate.tests.time.RealTime;
import dev.tidegate.tests.wire.AwsServer;

/** The simulators, and DynamoDB Local, over HTTP. */
final class Simulator implements AutoCloseable {
    private static final String REGION = "eu-west-1";
    private static final String ACCOUNT = "111122223333";

    private final RealTime time = new RealTime();
    private final LocalDynamoDb dynamoDb = new LocalDynamoDb();
    private final AwsServer server;

    Simulator() {
        InstantSource clock = InstantSource.system();
        SimulatedLogs logs = new SimulatedLogs(clock);
        SimulatedEventBridge bus = new SimulatedEventBridge(time,
                (name, _) -> CompletableFuture.failedFuture(new FunctionError("no function " + name)), logs,
                BusSettings.asAws(ACCOUNT, REGION).latency(Duration.ofMillis(50)));
        server = AwsServer.start(List.of(dynamoDb.client(), new SimulatedSecretsManager(ACCOUNT, REGION, clock), bus,
                logs));
    }

    Endpoint.Address address() {
        return new Endpoint.Address(server.endpoint(), REGION, "simulated", "simulated");
    }

    List<Throwable> defects() {
        return Stream.concat(server.defects().stream(), time.failures().stream()).toList();
    }

    @Override
    public void close() {
        server.close();
        time.close();
        dynamoDb.close();
    }
}
