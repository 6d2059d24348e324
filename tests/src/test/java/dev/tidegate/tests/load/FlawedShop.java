package dev.tidegate.tests.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A shop that keeps its customers in memory and has one flaw. */
final class FlawedShop implements AutoCloseable {
    enum Flaw {
        NONE, FAILS_EVERY_TENTH, FORGETS_RENAMES, NEVER_ANSWERS_REPORTS
    }

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Map<String, String> names = new ConcurrentHashMap<>();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong ids = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final Flaw flaw;

    FlawedShop(Flaw flaw) throws IOException {
        this.flaw = flaw;
        this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Requests that it answered with a failure because that is its flaw. */
    long failed() {
        return flaw == Flaw.FAILS_EVERY_TENTH ? requests.get() / 10 : 0;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Shop-Version", "41");
            if (requests.incrementAndGet() % 10 == 0 && flaw == Flaw.FAILS_EVERY_TENTH) {
                send(exchange, 500, JSON.createObjectNode().put("error", "out of luck"));
                return;
            }
            String[] path = exchange.getRequestURI().getPath().split("/");
            if (path[1].equals("report")) {
                report(exchange);
            } else {
                customer(exchange, path.length > 2 ? path[2] : String.valueOf(ids.incrementAndGet()));
            }
        }
    }

    private void customer(HttpExchange exchange, String id) throws IOException {
        String sent = JSON.readTree(exchange.getRequestBody()).path("name").asText();
        if (!sent.isEmpty() && !(flaw == Flaw.FORGETS_RENAMES && names.containsKey(id))) {
            names.put(id, sent);
        }
        send(exchange, 200,
                JSON.createObjectNode().put("id", Long.parseLong(id)).put("name", sent.isEmpty() ? names.get(id)
                        : sent));
    }

    private void report(HttpExchange exchange) throws IOException {
        if (flaw == Flaw.NEVER_ANSWERS_REPORTS) {
            await();
        }
        String name = names.get(exchange.getRequestURI().getQuery().substring("customer=".length()));
        send(exchange, 200, JSON.createObjectNode().put("before", name).put("after", name));
    }

    private void await() {
        try {
            closed.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, ObjectNode body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
