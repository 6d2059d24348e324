package dev.tidegate.tests.wire;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.tidegate.tests.definition.Problem;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkResponse;

/** Holds the calls of a client against AWS's definitions as {@link AwsServer} does, but in this process. */
public final class Conforming {
    private final SdkClient client;
    private final Conformance conformance;
    private final AwsService service;
    private final Map<Method, Operation> operations = new ConcurrentHashMap<>();

    private Conforming(SdkClient client, AwsService service) {
        this.client = client;
        this.service = service;
        conformance = new Conformance(Set.of(service));
    }

    /**
     * A client that does what the given one does, and throws {@link NonConformance} at a request, response or error that
     * AWS would not know.
     *
     * @param type the SDK's interface
     */
    public static <C extends SdkClient> C around(Class<C> type, C client) {
        Conforming conforming = new Conforming(client, AwsService.of(client)
                .orElseThrow(() -> new IllegalArgumentException("no definition of " + client.serviceName())));
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (AwsService.isOperation(method)) {
                return conforming.call(conforming.operation(method), (SdkPojo) arguments[0]);
            }
            return leadsToAnOperation(method)
                    ? InvocationHandler.invokeDefault(proxy, method, arguments)
                    : conforming.invoke(method, arguments);
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, handler));
    }

    /** The forms without an argument or with a builder, and the paginators. */
    private static boolean leadsToAnOperation(Method method) {
        return method.isDefault()
                && (method.getParameterCount() > 0 || SdkResponse.class.isAssignableFrom(method.getReturnType()));
    }

    private Operation operation(Method method) {
        return operations.computeIfAbsent(method, _ -> Operation.of(service, method, client));
    }

    private SdkPojo call(Operation operation, SdkPojo request) throws Throwable {
        check(operation, "request", conformance.ofRequest(operation, SdkJson.toJson(request)));
        try {
            SdkPojo response = operation.perform(request);
            check(operation, "response", conformance.ofResponse(operation, SdkJson.toJson(response)));
            return response;
        } catch (AwsServiceException e) {
            String code = Answer.error(e).code();
            if (!conformance.mayFailWith(operation, code)) {
                throw NonConformance.unknownError(operation, code);
            }
            throw e;
        }
    }

    private static void check(Operation operation, String what, List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw NonConformance.in(what, operation, problems);
        }
    }

    private Object invoke(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
