package dev.tidegate.tests.database;

import com.amazonaws.services.dynamodbv2.local.embedded.DynamoDBEmbedded;
import com.amazonaws.services.dynamodbv2.local.shared.access.AmazonDynamoDBLocal;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Amazon's own DynamoDB Local, in this process and in memory, without a port. It takes some seconds to start, the first
 * time in a JVM; it does so when it is first asked for. Other than DynamoDB it enforces no item size of transactions,
 * throttles nothing and creates tables at once.
 */
public final class LocalDynamoDb implements AutoCloseable {
    private AmazonDynamoDBLocal server;

    /** The client that talks to it, always the same one; starts it if need be. Closing the client is not needed. */
    public synchronized DynamoDbClient client() {
        if (server == null) {
            // True turns telemetry off, on which it would spend five seconds.
            server = DynamoDBEmbedded.create(true);
        }
        return server.dynamoDbClient();
    }

    /** Stops it; all tables are gone. */
    @Override
    public synchronized void close() {
        if (server != null) {
            server.shutdownNow();
            server = null;
        }
    }
}
