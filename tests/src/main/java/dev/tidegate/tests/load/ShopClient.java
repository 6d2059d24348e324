package dev.tidegate.tests.load;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** Sends one request to one target and judges whether it was answered at all. */
final class ShopClient implements AutoCloseable {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> versions = new ConcurrentHashMap<>();
    private final Duration timeout;

    ShopClient(Duration timeout) {
        this.timeout = timeout;
    }

    Answer get(Target target, String path) {
        return send(target, request(target, path).GET().build());
    }

    Answer post(Target target, String path, Map<String, String> body) {
        return send(target, request(target, path)
                .POST(BodyPublishers.ofString(JSON.valueToTree(body).toString())).build());
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpRequest.Builder request(Target target, String path) {
        return HttpRequest.newBuilder(target.endpoint().resolve(path)).timeout(timeout);
    }

    private Answer send(Target target, HttpRequest request) {
        try {
            return judge(target, request, http.send(request, BodyHandlers.ofString()));
        } catch (HttpTimeoutException slow) {
            return Answer.Wrong.of(versionOf(target), "no answer within " + timeout.toMillis() + " ms");
        } catch (IOException failure) {
            // The message may be missing or name the port, which differs from task to task.
            return new Answer.Wrong(versionOf(target), failure.getClass().getSimpleName(), "connection failed: "
                    + failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Answer.Wrong.of(versionOf(target), "interrupted");
        }
    }

    private Answer judge(Target target, HttpRequest request, HttpResponse<String> response) {
        String version = response.headers().firstValue("Shop-Version").orElse(Answer.NO_VERSION);
        versions.put(target.taskArn(), version);
        JsonNode body = read(response.body());
        if (response.statusCode() < 400) {
            return new Answer.Right(version, body);
        }
        String error = body.path("error").asText();
        String what = response.statusCode() + (error.isEmpty() ? "" : ": " + error);
        return response.statusCode() >= 500
                ? Answer.Wrong.of(version, what)
                : new Answer.Wrong(version, "status " + response.statusCode(),
                        what + " for " + request.method() + " " + request.uri().getPath());
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            // Then it holds nothing that a caller may rely on, and every check of its content fails.
            return MissingNode.getInstance();
        }
    }

    private String versionOf(Target target) {
        return versions.getOrDefault(target.taskArn(), Answer.NO_VERSION);
    }
}
