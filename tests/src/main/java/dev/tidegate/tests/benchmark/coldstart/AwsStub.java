package dev.tidegate.tests.benchmark.coldstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The least of AWS over TLS: a ledger that takes every write, and an ECS that knows nothing. Notes when it is first asked. */
final class AwsStub implements AutoCloseable {
    private static final String PASSWORD = "changeit";

    private final HttpsServer http;
    private final Path keyStore;
    private final Map<String, Long> firstCalls = new ConcurrentHashMap<>();

    private AwsStub(HttpsServer http, Path keyStore) {
        this.http = http;
        this.keyStore = keyStore;
        http.createContext("/", this::answer);
        http.start();
    }

    static AwsStub start(Path folder) throws IOException, InterruptedException {
        Path keyStore = folder.resolve("aws.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "aws", "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=localhost", "-ext",
                "san=ip:127.0.0.1", "-storetype", "PKCS12", "-keystore", keyStore.toString(), "-storepass", PASSWORD)
                .inheritIO().start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool could not make a certificate");
        }
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(keyStore)));
        return new AwsStub(server, keyStore);
    }

    private static SSLContext tls(Path keyStore) throws IOException {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(KeyStore.getInstance(keyStore.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(keys.getKeyManagers(), null, null);
            return tls;
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot use the key that keytool made", e);
        }
    }

    String endpoint() {
        return "https://127.0.0.1:" + http.getAddress().getPort();
    }

    /** What a JVM needs to trust it. */
    List<String> trust() {
        return List.of("-Djavax.net.ssl.trustStore=" + keyStore, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }

    void forget() {
        firstCalls.clear();
    }

    /** When it was first asked, as {@link System#nanoTime}. */
    long firstCall() {
        return firstCalls.values().stream().mapToLong(Long::longValue).min().orElseThrow();
    }

    /** Which have been asked. */
    Set<String> services() {
        return Set.copyOf(firstCalls.keySet());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            firstCalls.putIfAbsent(target.split("_", 2)[0], System.nanoTime());
            exchange.getRequestBody().readAllBytes();
            boolean ledger = target.startsWith("DynamoDB");
            byte[] body = (ledger ? "{}" : "{\"__type\": \"ClientException\", \"message\": \"none\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(ledger ? 200 : 400, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
