package dev.tidegate.tests.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShopTest {
    private final ShopDatabase database = new ShopDatabase().migrate(ShopRelease.V42, "2");
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Shop shop = open();

    @AfterEach
    void close() throws InterruptedException {
        shop.close(Duration.ZERO);
        client.close();
    }

    @Test
    void answersWithItsVersion() throws Exception {
        HttpResponse<String> health = get("/health");

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.headers().firstValue("Shop-Version")).contains("41");
    }

    @Test
    void addsReadsAndRenamesCustomers() throws Exception {
        assertThat(post("/customers", "{\"name\":\"Ada Novak\",\"email\":\"ada@shop.example\"}").body())
                .isEqualTo("{\"id\":401,\"name\":\"Ada Novak\",\"email\":\"ada@shop.example\"}");
        assertThat(post("/customers/401", "{\"name\":\"Ada Horvat\"}").statusCode()).isEqualTo(200);
        assertThat(get("/customers/401").body())
                .isEqualTo("{\"id\":401,\"name\":\"Ada Horvat\",\"email\":\"ada@shop.example\"}");
        assertThat(get("/customers/402").statusCode()).isEqualTo(404);
        assertThat(get("/customers/none").statusCode()).isEqualTo(400);
    }

    @Test
    void aReportReadsTwiceAndWritesAVisit() throws Exception {
        String name = database.ask("SELECT name FROM customer WHERE id = 7");

        assertThat(get("/report?customer=7").body()).contains("\"before\":\"" + name + "\"")
                .contains("\"after\":\"" + name + "\"");
        assertThat(database.ask("SELECT note FROM visit WHERE customer_id = 7")).isEqualTo("report for " + name);
    }

    @Test
    void passesOnWhatTheDatabaseSaid() throws Exception {
        database.migrate(ShopRelease.V42, "3");
        HttpResponse<String> answer = get("/customers/1");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("{\"error\":\"ERROR: column \\\"name\\\" does not exist\"}");
    }

    @Test
    void printsTheFinalCountOfItsJobWhenItEnds() throws Exception {
        shop.close(Duration.ZERO);

        JobCount last = JobCount.parse(output.toString(StandardCharsets.UTF_8).lines().toList().getLast())
                .orElseThrow();
        assertThat(last.version()).isEqualTo("41");
        assertThat(last.done()).isPositive();
        assertThat(last.failed()).isZero();
    }

    private Shop open() {
        try {
            return Shop.open(new ShopSettings(0, "41", Optional.of(database.settings()), Optional.empty(),
                    Duration.ZERO, Duration.ZERO), new PrintStream(output, true, StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + shop.port() + path);
    }
}
