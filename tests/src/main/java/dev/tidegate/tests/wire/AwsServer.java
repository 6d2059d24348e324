package dev.tidegate.tests.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import software.amazon.awssdk.core.SdkClient;

/**
 * Puts implementations of the SDK's client interfaces behind HTTP, so that the real clients talk to them. Listens on the
 * loopback interface only; any signature is accepted. A call runs on a virtual thread of its own, so implementations are
 * called by many threads at once.
 */
public final class AwsServer implements AutoCloseable {
    // Otherwise head and body of an answer are sent apart, and the second waits 40 ms for the client's delayed
    // acknowledgement of the first. Read once, when the first server of the JVM is made.
    static {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, AwsService> services = new HashMap<>();
    private final Dispatcher dispatcher;

    private AwsServer(HttpServer http, List<? extends SdkClient> implementations, List<Interceptor> interceptors,
            boolean checked) {
        this.http = http;
        Map<String, Operation> operations = new HashMap<>();
        for (SdkClient implementation : implementations) {
            AwsService service = AwsService.of(implementation)
                    .orElseThrow(() -> new IllegalArgumentException("not a service that is spoken here: \""
                            + implementation.serviceName()
                            + "\", expected ecs, codedeploy, dynamodb, events, logs, states"
                            + " or monitoring"));
            services.put(service.target(), service);
            service.operations(implementation)
                    .forEach((name, operation) -> operations.put(service.target() + "." + name, operation));
        }
        Optional<Conformance> conformance = checked
                ? Optional.of(new Conformance(Set.copyOf(services.values())))
                : Optional.empty();
        dispatcher = new Dispatcher(Map.copyOf(operations), List.copyOf(interceptors), conformance);
    }

    /**
     * Starts a server on a free port.
     *
     * @param implementations at most one each of {@code EcsClient}, {@code CodeDeployClient}, {@code DynamoDbClient},
     *            {@code EventBridgeClient}, {@code CloudWatchLogsClient}, {@code CloudWatchClient}, {@code SfnClient}; the
     *            server does not close them
     * @param interceptors asked in this order before a call, and in the opposite order after it
     */
    public static AwsServer start(List<? extends SdkClient> implementations, Interceptor... interceptors) {
        return start(implementations, List.of(interceptors), true);
    }

    /** Starts a server that lets everything pass that the SDK's classes can hold, whether AWS would send it or not. */
    static AwsServer startUnchecked(List<? extends SdkClient> implementations) {
        return start(implementations, List.of(), false);
    }

    private static AwsServer start(List<? extends SdkClient> implementations, List<Interceptor> interceptors,
            boolean checked) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            AwsServer server = new AwsServer(http, implementations, interceptors, checked);
            http.setExecutor(server.threads);
            http.createContext("/", server::answer);
            http.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on the loopback interface", e);
        }
    }

    /** What to give a client as {@code endpointOverride}, or a process as {@code AWS_ENDPOINT_URL}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /** What was called so far. */
    public CallCounts calls() {
        return dispatcher.calls();
    }

    /**
     * What the implementations threw that AWS does not know, answered with {@code InternalFailure}, and what did not fit
     * AWS's definitions: requests of the client, responses and errors of the simulator. A suite should find this empty at
     * its end, for the client's retries may have hidden them.
     */
    public List<Throwable> defects() {
        return List.copyOf(dispatcher.defects());
    }

    private void answer(HttpExchange exchange) throws IOException {
        // An exchange that is closed before its answer's head was sent closes the connection.
        try (exchange) {
            byte[] request = exchange.getRequestBody().readAllBytes();
            Reply reply;
            try {
                reply = reply(exchange.getRequestHeaders(), request);
            } catch (Interceptor.ConnectionCut cut) {
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", reply.contentType());
            exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
            exchange.sendResponseHeaders(reply.status(), reply.body().length);
            exchange.getResponseBody().write(reply.body());
        }
    }

    private Reply reply(Headers headers, byte[] request) throws IOException {
        if (String.valueOf(headers.getFirst("Content-Type")).startsWith(QueryProtocol.FORM)) {
            return new QueryProtocol(dispatcher).answer(request);
        }
        String target = headers.getFirst("X-Amz-Target");
        Answer answer = dispatcher.answer(target == null ? "" : target, request);
        return new Reply(answer.status(), contentType(target), SdkJson.MAPPER.writeValueAsBytes(answer.body()));
    }

    private String contentType(String target) {
        AwsService service = target == null ? null : services.get(target.split("\\.", 2)[0]);
        return service == null ? "application/x-amz-json-1.1" : service.contentType();
    }

    /** Stops listening and interrupts calls that are still at work. */
    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
