package dev.tidegate.tests.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The real clients and the server understand each other in every operation of every service. */
class EveryOperationTest {
    private final AtomicReference<SdkPojo> received = new AtomicReference<>();
    private final AtomicReference<SdkPojo> answer = new AtomicReference<>();

    static Stream<Class<? extends SdkClient>> clients() {
        return Stream.of(EcsClient.class, CodeDeployClient.class, EventBridgeClient.class, DynamoDbClient.class,
                CloudWatchClient.class, SfnClient.class);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void requestsAndResponsesArriveAsTheyWereSent(Class<? extends SdkClient> type) throws Exception {
        InvocationHandler script = (proxy, method, arguments) -> {
            received.set((SdkPojo) arguments[0]);
            return answer.get();
        };
        SdkClient scripted = (SdkClient) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, script);
        List<Operation> operations = AwsService.of(scripted).orElseThrow().operations(scripted).values().stream()
                .sorted((a, b) -> a.name().compareTo(b.name())).toList();
        try (AwsServer server = AwsServer.startUnchecked(List.of(scripted));
                SdkClient real = realClient(type, server)) {
            for (Operation operation : operations) {
                exchange(operation.method(), real);
            }
            assertThat(server.calls().total()).isEqualTo(operations.size());
            assertThat(server.defects()).isEmpty();
        }
        assertThat(operations).hasSizeGreaterThan(35);
    }

    private void exchange(Method operation, SdkClient real) throws ReflectiveOperationException {
        int seed = operation.getName().hashCode();
        RichPojos pojos = real instanceof CloudWatchClient ? RichPojos.withoutEmptyMaps(seed) : new RichPojos(seed);
        SdkPojo request = pojos.fill(builder(operation.getParameterTypes()[0]));
        answer.set(pojos.fill(builder(operation.getReturnType())));

        SdkPojo response = (SdkPojo) operation.invoke(real, request);

        assertThat(received.get().equalsBySdkFields(request)).as("sent %s%ngot %s", request, received).isTrue();
        assertThat(response.equalsBySdkFields(answer.get())).as("sent %s%ngot %s", answer, response).isTrue();
    }

    private static SdkPojo builder(Class<?> type) throws ReflectiveOperationException {
        return (SdkPojo) type.getMethod("builder").invoke(null);
    }

    private static SdkClient realClient(Class<? extends SdkClient> type, AwsServer server) {
        return switch (type.getSimpleName()) {
            case "EcsClient" -> Clients.connect(EcsClient.builder(), server.endpoint());
            case "CodeDeployClient" -> Clients.connect(CodeDeployClient.builder(), server.endpoint());
            case "EventBridgeClient" -> Clients.connect(EventBridgeClient.builder(), server.endpoint());
            case "CloudWatchClient" -> Clients.connect(CloudWatchClient.builder(), server.endpoint());
            case "SfnClient" -> Clients.connect(SfnClient.builder(), server.endpoint());
            case "DynamoDbClient" -> Clients.connect(DynamoDbClient.builder(), server.endpoint());
            default -> throw new IllegalArgumentException(Arrays.toString(type.getInterfaces()));
        };
    }
}
