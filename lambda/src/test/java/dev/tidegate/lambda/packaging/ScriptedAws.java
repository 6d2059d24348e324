package dev.tidegate.lambda.packaging;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** AWS on the loopback interface, over TLS: gives answers that a test has written, and says who asked. */
final class ScriptedAws implements AutoCloseable {
    private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^,]+)");
    private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=(\\w+)");

    private final HttpServer http;
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    /** The scope that each request was signed for, without its date. */
    final List<String> signers = new CopyOnWriteArrayList<>();
    final List<String> sessionTokens = new CopyOnWriteArrayList<>();

    record Answer(int status, String body) {}

    private ScriptedAws(HttpServer http) {
        this.http = http;
        http.createContext("/", this::answer);
        http.start();
    }

    static ScriptedAws overTls(Path keyStore, String password) throws IOException, GeneralSecurityException {
        HttpsServer server = HttpsServer.create(loopback(), 0);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(keyStore.toFile(), password.toCharArray()), password.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new ScriptedAws(server);
    }

    /** As the places are that give credentials: answers are looked up by path. */
    static ScriptedAws plain() throws IOException {
        return new ScriptedAws(HttpServer.create(loopback(), 0));
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    String endpoint() {
        return (http instanceof HttpsServer ? "https" : "http") + "://127.0.0.1:" + http.getAddress().getPort();
    }

    /** The next answer to this operation, or path. */
    ScriptedAws on(String operation, int status, String body) {
        answers.computeIfAbsent(operation, _ -> new ArrayDeque<>()).add(new Answer(status, body));
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Matcher signed = CREDENTIAL.matcher(header(exchange, "Authorization"));
            if (signed.find()) {
                signers.add(signed.group(1).replaceAll("/[0-9]{8}/", "/"));
                sessionTokens.add(header(exchange, "X-Amz-Security-Token"));
            }
            Deque<Answer> next = answers.getOrDefault(operation(exchange, request), new ArrayDeque<>());
            Answer answer = next.isEmpty() ? new Answer(404, "{}") : next.remove();
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type",
                    answer.body().startsWith("<") ? "text/xml" : "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** JSON says its operation in a header, CloudWatch's older protocol in the form that it sends. */
    private static String operation(HttpExchange exchange, String request) {
        String target = header(exchange, "X-Amz-Target");
        Matcher action = ACTION.matcher(request);
        if (!target.isEmpty()) {
            return target.substring(target.indexOf('.') + 1);
        }
        return action.find() ? action.group(1) : exchange.getRequestURI().getPath();
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
