package dev.tidegate.tests.endpoint;

import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * The simulator, and one other: what {@code AWS_ENDPOINT_URL} names, else LocalStack where there is Docker. Each is
 * started once for all tests and ended after them.
 */
final class Endpoints implements ArgumentsProvider {
    private static final Namespace NAMESPACE = Namespace.create(Endpoints.class);

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        Store store = context.getRoot().getStore(NAMESPACE);
        Simulator simulator = store.computeIfAbsent(Simulator.class, _ -> new Simulator(), Simulator.class);
        Endpoint other = store.computeIfAbsent(Endpoint.class, _ -> told(other(store, System.getenv())),
                Endpoint.class);
        return Stream.of(new Endpoint.Simulated(simulator), other).map(Arguments::of);
    }

    /** Reports count skipped tests and hide why; so it is said once where everybody looks. */
    private static Endpoint told(Endpoint endpoint) {
        System.out.println(endpoint instanceof Endpoint.Absent(String reason)
                ? "endpoints: the simulator only; " + reason
                : "endpoints: the simulator and " + endpoint);
        return endpoint;
    }

    private static Endpoint other(Store store, Map<String, String> environment) {
        String url = environment.get("AWS_ENDPOINT_URL");
        if (url != null) {
            return given(url, environment);
        }
        if (!LocalStack.isPossible()) {
            return new Endpoint.Absent("AWS_ENDPOINT_URL is not set, and there is no Docker for LocalStack");
        }
        return store.computeIfAbsent(LocalStack.class, _ -> new LocalStack(), LocalStack.class).start();
    }

    /** Emulators take any key; the region is theirs to choose. */
    private static Endpoint given(String url, Map<String, String> environment) {
        return new Endpoint.Foreign(url, new Endpoint.Address(URI.create(url),
                environment.getOrDefault("AWS_REGION", "us-east-1"),
                environment.getOrDefault("AWS_ACCESS_KEY_ID", "test"),
                environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "test")));
    }
}
