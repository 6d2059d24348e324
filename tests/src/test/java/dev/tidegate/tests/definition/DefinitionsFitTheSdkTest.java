package dev.tidegate.tests.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.tidegate.tests.cloudwatch.SimulatedCloudWatch;
import dev.tidegate.tests.codedeploy.SimulatedCodeDeploy;
import dev.tidegate.tests.ecs.SimulatedEcs;
import dev.tidegate.tests.eventbridge.SimulatedEventBridge;
import dev.tidegate.tests.logs.SimulatedLogs;
import dev.tidegate.tests.secrets.SimulatedSecretsManager;
import dev.tidegate.tests.stepfunctions.SimulatedStepFunctions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.utils.builder.Buildable;

/** The definitions were derived from another SDK's packages: they must know all that the SDK here can send and read. */
class DefinitionsFitTheSdkTest {
    static List<Arguments> services() {
        return List.of(Arguments.of(EcsClient.SERVICE_NAME, EcsClient.class),
                Arguments.of(CodeDeployClient.SERVICE_NAME, CodeDeployClient.class),
                Arguments.of(DynamoDbClient.SERVICE_NAME, DynamoDbClient.class),
                Arguments.of(EventBridgeClient.SERVICE_NAME, EventBridgeClient.class),
                Arguments.of(CloudWatchLogsClient.SERVICE_NAME, CloudWatchLogsClient.class),
                Arguments.of(CloudWatchClient.SERVICE_NAME, CloudWatchClient.class),
                Arguments.of(SecretsManagerClient.SERVICE_NAME, SecretsManagerClient.class),
                Arguments.of(SfnClient.SERVICE_NAME, SfnClient.class));
    }

    static List<Arguments> simulators() {
        return List.of(Arguments.of(EcsClient.SERVICE_NAME, SimulatedEcs.class),
                Arguments.of(CodeDeployClient.SERVICE_NAME, SimulatedCodeDeploy.class),
                Arguments.of(EventBridgeClient.SERVICE_NAME, SimulatedEventBridge.class),
                Arguments.of(CloudWatchLogsClient.SERVICE_NAME, SimulatedLogs.class),
                Arguments.of(CloudWatchClient.SERVICE_NAME, SimulatedCloudWatch.class),
                Arguments.of(SfnClient.SERVICE_NAME, SimulatedStepFunctions.class),
                Arguments.of(SecretsManagerClient.SERVICE_NAME, SimulatedSecretsManager.class));
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyMemberOfTheSdksClassesIsDefinedWithItsType(String service, Class<? extends SdkClient> client)
            throws ReflectiveOperationException {
        ServiceDefinition definition = ServiceDefinition.of(service);
        Set<String> compared = new HashSet<>();
        for (String operation : definition.operations()) {
            Method method = method(client, operation);
            compare(definition, definition.operation(operation).input(), empty(method.getParameterTypes()[0]),
                    compared);
            compare(definition, definition.operation(operation).output(), empty(method.getReturnType()), compared);
        }
        assertThat(compared).hasSizeGreaterThanOrEqualTo(2 * definition.operations().size());
    }

    private static Method method(Class<?> client, String operation) {
        return Arrays.stream(client.getMethods())
                .filter(method -> method.getName().equalsIgnoreCase(operation)
                        && SdkResponse.class.isAssignableFrom(method.getReturnType())
                        && method.getParameterCount() == 1
                        && SdkPojo.class.isAssignableFrom(method.getParameterTypes()[0]))
                .findFirst().orElseThrow(() -> new AssertionError("the SDK has no " + operation));
    }

    private static SdkPojo empty(Class<?> type) throws ReflectiveOperationException {
        return (SdkPojo) type.getMethod("builder").invoke(null);
    }

    private static void compare(ServiceDefinition definition, String name, SdkPojo sdk, Set<String> compared) {
        if (!compared.add(name)) {
            return;
        }
        Structure structure = definition.structure(name);
        for (SdkField<?> field : sdk.sdkFields()) {
            String path = name + "." + field.locationName();
            assertThat(structure.members()).as(name).containsKey(field.locationName());
            Type type = structure.members().get(field.locationName()).type();
            enumOf(sdk, field).ifPresent(values -> assertThat(innermost(type)).as(path)
                    .isInstanceOfSatisfying(Type.OneOf.class, one -> assertThat(one.values()).containsAll(values)));
            compare(definition, type, field, path, compared);
        }
    }

    /** What the SDK knows of a member's values, or of those of its list or map: its getter returns an enum then. */
    private static Optional<List<String>> enumOf(SdkPojo builder, SdkField<?> field) {
        return Arrays.stream(((Buildable) builder).build().getClass().getMethods())
                .filter(method -> method.getName().equalsIgnoreCase(field.memberName())
                        && method.getParameterCount() == 0)
                .map(method -> method.getGenericReturnType() instanceof ParameterizedType generic
                        ? generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1]
                        : method.getReturnType())
                .filter(type -> type instanceof Class<?> one && one.isEnum())
                .map(type -> Arrays.stream(((Class<?>) type).getEnumConstants()).map(String::valueOf)
                        .filter(value -> !value.equals("null")).toList())
                .findFirst();
    }

    private static Type innermost(Type type) {
        return switch (type) {
            case Type.ListOf(Type member) -> innermost(member);
            case Type.MapOf(Type value) -> innermost(value);
            case Type.Simple _,Type.OneOf _,Type.Structured _ -> type;
        };
    }

    private static void compare(ServiceDefinition definition, Type type, SdkField<?> field, String path,
            Set<String> compared) {
        switch (field.marshallingType().getKnownType()) {
            case STRING -> assertThat(type).as(path)
                    .matches(one -> one == Type.Simple.STRING || one instanceof Type.OneOf);
            case BOOLEAN -> assertThat(type).as(path).isEqualTo(Type.Simple.BOOLEAN);
            case BYTE, SHORT, INTEGER, LONG, FLOAT, DOUBLE, BIG_DECIMAL ->
                assertThat(type).as(path).isEqualTo(Type.Simple.NUMBER);
            case INSTANT -> assertThat(type).as(path).isIn(Type.Simple.TIMESTAMP, Type.Simple.DATE_TIME);
            case SDK_BYTES -> assertThat(type).as(path).isEqualTo(Type.Simple.BLOB);
            case DOCUMENT, NULL -> assertThat(type).as(path).isEqualTo(Type.Simple.DOCUMENT);
            case SDK_POJO -> {
                assertThat(type).as(path).isInstanceOf(Type.Structured.class);
                compare(definition, ((Type.Structured) type).name(), field.constructor().get(), compared);
            }
            case LIST -> {
                assertThat(type).as(path).isInstanceOf(Type.ListOf.class);
                compare(definition, ((Type.ListOf) type).member(), field.getTrait(ListTrait.class).memberFieldInfo(),
                        path + "[]", compared);
            }
            case MAP -> {
                assertThat(type).as(path).isInstanceOf(Type.MapOf.class);
                compare(definition, ((Type.MapOf) type).value(), field.getTrait(MapTrait.class).valueFieldInfo(),
                        path + "{}", compared);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("simulators")
    void everyOperationOfASimulatorIsDefined(String service, Class<? extends SdkClient> simulator) {
        Set<String> operations = new TreeSet<>();
        for (Method method : simulator.getDeclaredMethods()) {
            if (SdkResponse.class.isAssignableFrom(method.getReturnType()) && !method.isSynthetic()) {
                operations.add(Character.toUpperCase(method.getName().charAt(0)) + method.getName().substring(1));
            }
        }
        assertThat(operations).isNotEmpty();
        assertThat(ServiceDefinition.of(service).operations()).containsAll(operations);
    }
}
