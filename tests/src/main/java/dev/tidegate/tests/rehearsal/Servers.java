package dev.tidegate.tests.rehearsal;

import dev.tidegate.tests.database.LocalDynamoDb;
import dev.tidegate.tests.database.LocalPostgres;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The two servers that take seconds to start: one pair serves any number of rehearsals. */
public final class Servers implements AutoCloseable {
    private final AtomicInteger number = new AtomicInteger();
    private final LocalPostgres postgres;
    private final LocalDynamoDb dynamoDb;

    private Servers(LocalPostgres postgres, LocalDynamoDb dynamoDb) {
        this.postgres = postgres;
        this.dynamoDb = dynamoDb;
    }

    /** Starts both at the same time. */
    public static Servers start() {
        CompletableFuture<LocalPostgres> postgres = CompletableFuture.supplyAsync(LocalPostgres::start);
        LocalDynamoDb dynamoDb = new LocalDynamoDb();
        dynamoDb.client();
        return new Servers(postgres.join(), dynamoDb);
    }

    LocalPostgres.Database newDatabase() {
        try {
            return postgres.createDatabase("shop_" + number.incrementAndGet());
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create a database", e);
        }
    }

    DynamoDbClient dynamoDb() {
        return dynamoDb.client();
    }

    @Override
    public void close() {
        dynamoDb.close();
        postgres.close();
    }
}
