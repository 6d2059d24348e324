package dev.tidegate.tests.crash;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Counts the function's calls of AWS and lets it die at one of them, before it is carried out or before its answer arrives.
 * A dead function makes no further call until it is invoked again.
 */
public final class Cut {
    private static final Set<String> NO_CALLS = Set.of("serviceName", "close", "serviceClientConfiguration", "toString",
            "hashCode", "equals");

    private final int at;
    private final boolean carriedOut;
    private final List<String> calls = new ArrayList<>();
    private boolean dead;
    private Consumer<Object> watcher = _ -> {};

    /** @param at which call, counted from 1; 0 for none */
    public Cut(int at, boolean carriedOut) {
        this.at = at;
        this.carriedOut = carriedOut;
    }

    /** The process is gone. No code of the function catches it. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Is shown every request before it is carried out. */
    public void watch(Consumer<Object> requests) {
        watcher = requests;
    }

    /** A new process is invoked. */
    void revive() {
        dead = false;
    }

    /** All calls so far, such as {@code Ecs.runTask}. */
    public List<String> calls() {
        return calls;
    }

    /** Whether the function has died. */
    public boolean happened() {
        return at > 0 && calls.size() >= at;
    }

    /** The client of a service, whose calls are counted. */
    public <T> T around(Class<T> type, T client) {
        InvocationHandler handler = (proxy, method, arguments) -> isCall(method)
                ? counted(type, method, () -> {
                    watcher.accept(arguments[0]);
                    return invoke(client, method, arguments);
                })
                : method.isDefault() && !NO_CALLS.contains(method.getName())
                        ? InvocationHandler.invokeDefault(proxy, method, arguments)
                        : invoke(client, method, arguments);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, handler));
    }

    /** The forms with a builder, and the paginators, come back to this one. */
    private static boolean isCall(Method method) {
        return !NO_CALLS.contains(method.getName()) && method.getParameterCount() == 1
                && method.getParameterTypes()[0] != Consumer.class && !method.getName().endsWith("Paginator");
    }

    private interface Call {
        Object make() throws Throwable;
    }

    private Object counted(Class<?> type, Method method, Call call) throws Throwable {
        if (dead) {
            throw new Killed();
        }
        calls.add(type.getSimpleName().replace("Client", "") + "." + method.getName());
        boolean now = calls.size() == at;
        if (now && !carriedOut) {
            dead = true;
            throw new Killed();
        }
        Object answer = call.make();
        if (now) {
            dead = true;
            throw new Killed();
        }
        return answer;
    }

    private static Object invoke(Object client, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
