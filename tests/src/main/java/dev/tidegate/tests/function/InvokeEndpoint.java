package dev.tidegate.tests.function;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidegate.tests.function.Functions.FunctionError;
import dev.tidegate.tests.function.Functions.UnknownFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lambda's Invoke over HTTP, on the loopback interface. Only synchronous calls; any signature is accepted.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
public final class InvokeEndpoint implements AutoCloseable {
    private static final Pattern PATH = Pattern.compile("/2015-03-31/functions/([^/]+)/invocations");

    private final Functions functions;
    private final HttpServer server;

    private InvokeEndpoint(Functions functions, HttpServer server) {
        this.functions = functions;
        this.server = server;
    }

    public static InvokeEndpoint start(Functions functions) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            InvokeEndpoint endpoint = new InvokeEndpoint(functions, server);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", endpoint::handle);
            server.start();
            return endpoint;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot serve Lambda's Invoke", e);
        }
    }

    /** Where the SDK's client is to be pointed to. */
    public URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
            if (!path.matches() || !exchange.getRequestMethod().equals("POST")) {
                answer(exchange, 404, Map.of("x-amzn-ErrorType", "UnknownOperationException"), error("Message",
                        "no such operation"));
                return;
            }
            invoke(exchange, path.group(1));
        }
    }

    private void invoke(HttpExchange exchange, String function) throws IOException {
        byte[] payload = exchange.getRequestBody().readAllBytes();
        try {
            answer(exchange, 200, Map.of(), functions.invoke(function, payload).join());
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof FunctionError problem)) {
                throw e;
            }
            if (problem instanceof UnknownFunction) {
                answer(exchange, 404, Map.of("x-amzn-ErrorType", "ResourceNotFoundException"), error("Message", problem
                        .getMessage()));
            } else {
                answer(exchange, 200, Map.of("X-Amz-Function-Error", "Unhandled"), error("errorMessage", problem
                        .getMessage()));
            }
        }
    }

    private static byte[] error(String member, String message) {
        return JsonNodeFactory.instance.objectNode().put(member, message).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, Map<String, String> headers, byte[] body)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
