package dev.tidegate.lambda.aws;

import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * The SDK's clients over one shared HTTP client, the one that starts fastest. Region, credentials and endpoint come
 * from the environment as the SDK reads it.
 */
public final class Clients {
    /** A wake-up may fail; the next one goes on. So none of them insists for long. */
    private static final int ATTEMPTS = 4;
    private static final Duration CALL_LIMIT = Duration.ofSeconds(20);

    private final SdkHttpClient http = UrlConnectionHttpClient.builder().connectionTimeout(Duration.ofSeconds(3))
            .socketTimeout(Duration.ofSeconds(8)).build();

    public EcsClient ecs() {
        return configure(EcsClient.builder()).build();
    }

    public CodeDeployClient codeDeploy() {
        return configure(CodeDeployClient.builder()).build();
    }

    public CloudWatchLogsClient logs() {
        return configure(CloudWatchLogsClient.builder()).build();
    }

    public DynamoDbClient dynamoDb() {
        return configure(DynamoDbClient.builder()).build();
    }

    public EventBridgeClient eventBridge() {
        return configure(EventBridgeClient.builder()).build();
    }

    public CloudWatchClient cloudWatch() {
        return configure(CloudWatchClient.builder()).build();
    }

    public SfnClient stepFunctions() {
        return configure(SfnClient.builder()).build();
    }

    private <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> B configure(
            B builder) {
        return builder.httpClient(http).overrideConfiguration(ClientOverrideConfiguration.builder()
                .apiCallTimeout(CALL_LIMIT)
                .retryStrategy(StandardRetryStrategy.builder().maxAttempts(ATTEMPTS).build()).build());
    }
}
