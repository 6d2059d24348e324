package dev.tidegate.tests.container;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** A container that is a process. */
final class ProcessContainer implements Container {
    private static final Duration BETWEEN_HEALTH_CHECKS = Duration.ofMillis(50);
    /** A process's child may hold its output open after it has ended. */
    private static final Duration LAST_LINES = Duration.ofSeconds(2);

    private final Process process;
    private final Optional<URI> endpoint;
    private final CompletableFuture<Void> healthy = new CompletableFuture<>();
    private final CompletableFuture<Void> outputRead = new CompletableFuture<>();
    private final CompletableFuture<Void> endTold = new CompletableFuture<>();

    ProcessContainer(Process process, Optional<URI> endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** On a thread of the operating system, since reading from a pipe would hold a virtual thread's carrier. */
    void tellOutput(Consumer<String> sink) {
        Thread.ofPlatform().daemon().name("output of " + process.pid()).start(() -> {
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                lines.lines().forEach(sink);
            } catch (IOException | UncheckedIOException e) {
                sink.accept("(output lost: " + e.getMessage() + ")");
            } finally {
                outputRead.complete(null);
            }
        });
    }

    /** Tells the exit code after the last line of output. */
    void tellEnd(IntConsumer exited, Runnable forget) {
        Thread.startVirtualThread(() -> {
            try {
                Process ended = process.onExit().join();
                outputRead.completeOnTimeout(null, LAST_LINES.toSeconds(), TimeUnit.SECONDS).join();
                exited.accept(ended.exitValue());
            } finally {
                forget.run();
                endTold.complete(null);
            }
        });
    }

    void watchHealth(HttpClient http, Optional<String> path) {
        if (endpoint.isEmpty() || path.isEmpty()) {
            healthy.complete(null);
            return;
        }
        HttpRequest check = HttpRequest.newBuilder(endpoint.get().resolve(path.get())).timeout(Duration.ofSeconds(2))
                .build();
        Thread.startVirtualThread(() -> {
            try {
                while (process.isAlive() && !answersOk(http, check)) {
                    Thread.sleep(BETWEEN_HEALTH_CHECKS);
                }
                if (process.isAlive()) {
                    healthy.complete(null);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static boolean answersOk(HttpClient http, HttpRequest check) throws InterruptedException {
        try {
            return http.send(check, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            // It does not listen yet.
            return false;
        }
    }

    void awaitEnd() {
        endTold.join();
    }

    @Override
    public CompletableFuture<Void> healthy() {
        return healthy.copy();
    }

    @Override
    public Optional<URI> endpoint() {
        return endpoint;
    }

    @Override
    public void terminate() {
        // Process.destroy would also close our end of its output, and with it what it says last.
        process.toHandle().destroy();
    }

    @Override
    public void kill() {
        process.destroyForcibly();
    }
}
