package dev.tidegate.tests.shop;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A task of the shop as a process of its own. */
public final class ShopProcess {
    private static final String READY = "ready on port ";

    private final Process process;
    private final Thread reader;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();

    /** Starts it; {@code output} gets every line of its standard output. */
    public ShopProcess(ShopDatabase database, Map<String, String> environment, Consumer<String> output)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), Shop.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        Map<String, String> all = new HashMap<>(Map.of("PORT", "0", "DATABASE_URL", database.settings().url(),
                "DATABASE_USER", database.settings().user(), "DATABASE_PASSWORD", database.settings().password()));
        all.putAll(environment);
        builder.environment().putAll(all);
        this.process = builder.start();
        this.reader = Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(line -> {
            output.accept(line);
            if (line.contains(READY)) {
                port.complete(Integer.parseInt(line.substring(line.indexOf(READY) + READY.length())));
            }
        }));
    }

    /** Waits until it serves. */
    public URI endpoint() throws Exception {
        return URI.create("http://127.0.0.1:" + port.get(60, TimeUnit.SECONDS));
    }

    /** Sends SIGTERM and waits for the end; gives the exit code. */
    public int stop() throws InterruptedException {
        // Process.destroy would also close the stream with the last lines.
        process.toHandle().destroy();
        reader.join();
        return process.waitFor();
    }
}
