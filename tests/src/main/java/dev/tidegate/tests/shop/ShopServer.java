package dev.tidegate.tests.shop;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** The shop's HTTP side: every request on a virtual thread, every answer with the header {@code Shop-Version}. */
final class ShopServer {
    private static final int SECONDS_FOR_REQUESTS_IN_FLIGHT = 10;
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** What a request is answered with; the body becomes JSON. */
    record Reply(int status, Object body) {
        static Reply found(Optional<?> body) {
            return body.isPresent() ? new Reply(200, body.get()) : error(404, "not found");
        }

        static Reply error(int status, String message) {
            return new Reply(status, Map.of("error", message));
        }
    }

    @FunctionalInterface
    interface Route {
        Reply answer(HttpExchange exchange) throws SQLException, IOException, InterruptedException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final String version;

    ShopServer(int port, String version) throws IOException {
        this.version = version;
        this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.setExecutor(threads);
        serve("/", exchange -> Reply.error(404, "not found"));
        serve("/health", exchange -> new Reply(200, Map.of("status", "ok")));
    }

    void serve(Customers customers, Duration reportHold) {
        serve("/customers", exchange -> customers(customers, exchange));
        serve("/report", exchange -> report(customers, idIn(exchange.getRequestURI().getQuery()), reportHold));
    }

    void serve(BackgroundJob job) {
        serve("/jobs", exchange -> new Reply(200, Map.of("done", job.count().done(), "failed", job.count().failed(),
                "lastError", job.count().lastError().orElse(""))));
    }

    int start() {
        server.start();
        return server.getAddress().getPort();
    }

    /** Takes no new request and lets those in flight end. */
    void stop() {
        server.stop(SECONDS_FOR_REQUESTS_IN_FLIGHT);
        threads.close();
    }

    private void serve(String path, Route route) {
        server.createContext(path, exchange -> {
            try (exchange) {
                send(exchange, answer(route, exchange));
            }
        });
    }

    private static Reply answer(Route route, HttpExchange exchange) throws IOException {
        try {
            return route.answer(exchange);
        } catch (SQLException failure) {
            return Reply.error(500, DatabaseMessage.of(failure));
        } catch (NumberFormatException notAnId) {
            return Reply.error(400, "expected a customer's id");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Reply.error(503, "stopping");
        }
    }

    private void send(HttpExchange exchange, Reply reply) throws IOException {
        byte[] body = JSON.writeValueAsBytes(reply.body());
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Shop-Version", version);
        exchange.sendResponseHeaders(reply.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    private static Reply customers(Customers customers, HttpExchange exchange) throws SQLException, IOException {
        String id = exchange.getRequestURI().getPath().replaceFirst("/customers/?", "");
        return switch (exchange.getRequestMethod()) {
            case "GET" -> Reply.found(customers.find(Long.parseLong(id)));
            case "POST" -> write(customers, id, JSON.readTree(exchange.getRequestBody()));
            default -> Reply.error(405, "expected GET or POST");
        };
    }

    private static Reply write(Customers customers, String id, JsonNode body) throws SQLException {
        String name = body.path("name").asText();
        if (id.isEmpty()) {
            return new Reply(201, customers.add(name, body.path("email").asText()));
        }
        return Reply.found(customers.rename(Long.parseLong(id), name));
    }

    /** Two short pieces of database work with a pause between them: a request that straddles a traffic shift. */
    private static Reply report(Customers customers, long id, Duration hold) throws SQLException, InterruptedException {
        Optional<Customer> before = customers.find(id);
        Thread.sleep(hold);
        Optional<Customer> after = customers.find(id);
        if (before.isEmpty() || after.isEmpty()) {
            return Reply.error(404, "not found");
        }
        customers.visit(id, "report for " + after.get().name());
        return new Reply(200, Map.of("id", id, "before", before.get().name(), "after", after.get().name()));
    }

    private static long idIn(String query) {
        return Long.parseLong(String.valueOf(query).replaceFirst("customer=", ""));
    }
}
