package dev.tidegate.tests.wire;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

import com.fasterxml.jackson.databind.JsonNode;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** One operation of one service, and who carries it out. */
record Operation(AwsService service, String name, Method method, Method newRequest, SdkClient implementation) {
    static Operation of(AwsService service, Method method, SdkClient implementation) {
        try {
            String name = Character.toUpperCase(method.getName().charAt(0)) + method.getName().substring(1);
            Method newRequest = method.getParameterTypes()[0].getMethod("builder");
            return new Operation(service, name, method, newRequest, implementation);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a request of the SDK without a builder: " + method, e);
        }
    }

    /** The SDK's interface has a default for every operation, which does nothing but throw. */
    boolean isImplemented() {
        try {
            return !implementation.getClass().getMethod(method.getName(), method.getParameterTypes())
                    .getDeclaringClass()
                    .equals(service.client());
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(implementation + " without a method of its own interface", e);
        }
    }

    SdkPojo read(JsonNode json) {
        return (SdkPojo) SdkJson.fromJson(json, (SdkBuilder<?, ?>) emptyRequest());
    }

    /** A builder, which tells what members there are. */
    SdkPojo emptyRequest() {
        try {
            return (SdkPojo) newRequest.invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot build a request of " + this, e);
        }
    }

    /** A builder, which tells what members there are. */
    SdkPojo emptyResponse() {
        try {
            return (SdkPojo) method.getReturnType().getMethod("builder").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot build a response of " + this, e);
        }
    }

    /** @throws Throwable what the implementation throws */
    SdkPojo perform(SdkPojo request) throws Throwable {
        try {
            return (SdkPojo) method.invoke(implementation, request);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public String toString() {
        return service.name() + "." + name;
    }
}
