package dev.tidegate.lambda.release;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;

/** A cloud in which a test has a say before every call. */
public final class DisturbedCloud {
    private DisturbedCloud() {}

    /** What a test does about a call; it may throw. */
    public interface Disturbance {
        /** @return what the call gives instead of being made; empty to let it through */
        Optional<Object> before(String call, Object[] arguments);
    }

    public static Cloud of(Cloud cloud, Disturbance disturbance) {
        return (Cloud) Proxy.newProxyInstance(Cloud.class.getClassLoader(), new Class<?>[]{Cloud.class}, (_, method,
                arguments) -> {
            Optional<Object> instead = disturbance.before(method.getName(), arguments);
            if (instead.isPresent()) {
                return instead.get();
            }
            try {
                return method.invoke(cloud, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }
}
