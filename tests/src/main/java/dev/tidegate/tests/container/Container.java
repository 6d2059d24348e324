package dev.tidegate.tests.container;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A started container. */
public interface Container {
    /** Completes when the container answers its health check, at once when it has none. Never completes if it ends first. */
    CompletableFuture<Void> healthy();

    /** Where it serves HTTP, if its specification has a port. */
    Optional<URI> endpoint();

    /** Asks it to stop (SIGTERM). */
    void terminate();

    /** Ends it without asking (SIGKILL). */
    void kill();
}
