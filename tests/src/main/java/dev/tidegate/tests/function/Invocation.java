package dev.tidegate.tests.function;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** One invocation and who waits for it. Its result is told on a thread of its own, so that what follows may block. */
record Invocation(String id, byte[] payload, CompletableFuture<byte[]> result) {
    static Invocation of(byte[] payload) {
        return new Invocation(UUID.randomUUID().toString(), payload.clone(), new CompletableFuture<>());
    }

    void succeed(byte[] response) {
        result.completeAsync(() -> response, Thread::startVirtualThread);
    }

    void fail(String message) {
        Thread.startVirtualThread(() -> result.completeExceptionally(new Functions.FunctionError(message)));
    }
}
