package dev.tidegate.tests.wire;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * A service that speaks one of AWS's JSON RPC protocols, or the query protocol.
 *
 * @param name as in the service's endpoint and signature
 * @param target what stands before the dot in {@code X-Amz-Target}, or as {@code Version} in a form; the SDK does not
 *            publish it
 * @param contentType tells the protocol's version
 * @param client the SDK's interface, whose methods are the operations
 */
record AwsService(String name, String target, String contentType, Class<? extends SdkClient> client) {
    private static final String JSON_1_0 = "application/x-amz-json-1.0";
    private static final String JSON_1_1 = "application/x-amz-json-1.1";

    private static final List<AwsService> KNOWN = List.of(
            new AwsService(EcsClient.SERVICE_NAME, "AmazonEC2ContainerServiceV20141113", JSON_1_1, EcsClient.class),
            new AwsService(CodeDeployClient.SERVICE_NAME, "CodeDeploy_20141006", JSON_1_1, CodeDeployClient.class),
            new AwsService(DynamoDbClient.SERVICE_NAME, "DynamoDB_20120810", JSON_1_0, DynamoDbClient.class),
            new AwsService(EventBridgeClient.SERVICE_NAME, "AWSEvents", JSON_1_1, EventBridgeClient.class),
            new AwsService(SecretsManagerClient.SERVICE_NAME, "secretsmanager", JSON_1_1, SecretsManagerClient.class),
            new AwsService(CloudWatchLogsClient.SERVICE_NAME, "Logs_20140328", JSON_1_1, CloudWatchLogsClient.class),
            new AwsService(SfnClient.SERVICE_NAME, "AWSStepFunctions", JSON_1_0, SfnClient.class),
            new AwsService(CloudWatchClient.SERVICE_NAME, "2010-08-01", QueryProtocol.XML, CloudWatchClient.class));

    static Optional<AwsService> of(SdkClient client) {
        return KNOWN.stream().filter(service -> service.client.isInstance(client)).findFirst();
    }

    /** The operations by AWS's name, such as {@code DescribeTasks}. */
    Map<String, Operation> operations(SdkClient implementation) {
        return Arrays.stream(client.getMethods()).filter(AwsService::isOperation)
                .map(method -> Operation.of(this, method, implementation))
                .collect(Collectors.toUnmodifiableMap(Operation::name, Function.identity()));
    }

    /** Leaves out the interface's conveniences: paginators, waiters, and requests given as consumers of a builder. */
    static boolean isOperation(Method method) {
        return SdkResponse.class.isAssignableFrom(method.getReturnType()) && method.getParameterCount() == 1
                && SdkRequest.class.isAssignableFrom(method.getParameterTypes()[0]);
    }
}
