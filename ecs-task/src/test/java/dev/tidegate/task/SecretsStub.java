package dev.tidegate.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Answers as AWS Secrets Manager does, over its own protocol. The last answer stays.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html">GetSecretValue</a>
 */
public final class SecretsStub implements AutoCloseable {
    private final HttpServer server;
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    private record Answer(int status, String body) {}

    public SecretsStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /** For {@code AWS_ENDPOINT_URL}. */
    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** The bodies of the requests, in order. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    /** Next holds this text. */
    public SecretsStub holding(String secret) {
        String text = secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        answers.add(new Answer(200, "{\"Name\":\"shop/db\",\"VersionStages\":[\"AWSCURRENT\"],\"SecretString\":\""
                + text + "\"}"));
        return this;
    }

    /** Next holds bytes. */
    SecretsStub holdingBytes() {
        answers.add(new Answer(200, "{\"Name\":\"shop/db\",\"SecretBinary\":\"aHVudGVyMg==\"}"));
        return this;
    }

    /** Next refuses. */
    SecretsStub refusing(int status, String code, String message) {
        answers.add(new Answer(status, "{\"__type\":\"" + code + "\",\"Message\":\"" + message + "\"}"));
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(exchange.getRequestHeaders().getFirst("X-Amz-Target") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Answer answer = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
