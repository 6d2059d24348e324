package dev.tidegate.tests.function;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Lambda's runtime API, version 2018-06-01, for one process: each has a server of its own, so it is known who asks. */
final class RuntimeApi implements AutoCloseable {
    private static final String ROOT = "/2018-06-01/runtime/";

    // Otherwise each answer takes 40 ms: head and body are sent apart, and the client acknowledges late.
    static {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final String arn;
    private final Duration timeout;
    private final Host host;

    /** What the runtime's questions and answers mean. */
    interface Host {
        /** Waits for work. */
        Invocation next() throws InterruptedException;

        void succeeded(String id, byte[] response);

        /** @param error JSON with errorType and errorMessage */
        void failed(String id, byte[] error);

        void initFailed(byte[] error);
    }

    RuntimeApi(LambdaFunction function, Host host) throws IOException {
        this.arn = function.arn();
        this.timeout = function.timeout();
        this.host = host;
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.createContext(ROOT, this::handle);
        http.start();
    }

    /** The value of {@code AWS_LAMBDA_RUNTIME_API}. */
    String address() {
        return "127.0.0.1:" + http.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String call = exchange.getRequestURI().getPath().substring(ROOT.length());
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (call.equals("invocation/next")) {
                next(exchange);
            } else {
                boolean known = told(call.split("/"), body);
                exchange.sendResponseHeaders(known ? 202 : 404, -1);
            }
        } catch (InterruptedException e) {
            // The host is closing, and the process is being ended.
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        Invocation invocation = host.next();
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
        headers.set("Lambda-Runtime-Invoked-Function-Arn", arn);
        headers.set("Lambda-Runtime-Deadline-Ms", String.valueOf(Instant.now().plus(timeout).toEpochMilli()));
        headers.set("Lambda-Runtime-Trace-Id", "Root=1-00000000-" + invocation.id().replace("-", "").substring(8)
                + ";Parent=0000000000000000;Sampled=0");
        exchange.sendResponseHeaders(200, invocation.payload().length == 0 ? -1 : invocation.payload().length);
        exchange.getResponseBody().write(invocation.payload());
    }

    /** False when the runtime API has no such call. */
    private boolean told(String[] call, byte[] body) {
        if (call.length == 2 && call[0].equals("init") && call[1].equals("error")) {
            host.initFailed(body);
        } else if (call.length == 3 && call[2].equals("response")) {
            host.succeeded(call[1], body);
        } else if (call.length == 3 && call[2].equals("error")) {
            host.failed(call[1], body);
        } else {
            return false;
        }
        return true;
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
