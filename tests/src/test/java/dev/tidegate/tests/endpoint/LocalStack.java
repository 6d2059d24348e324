package dev.tidegate.tests.endpoint;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** LocalStack in a container of Docker. */
final class LocalStack implements AutoCloseable {
    /** The last one that asks for no account. */
    private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.14.0");
    /** Docker may be there and the image's registry not: then pulling fails slowly. */
    private static final Duration LONGEST_START = Duration.ofMinutes(4);

    private final LocalStackContainer container = new LocalStackContainer(IMAGE);

    static boolean isPossible() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    /** Starts it, or says why it does not. */
    Endpoint start() {
        CompletableFuture<Void> started = CompletableFuture.runAsync(container::start);
        try {
            started.get(LONGEST_START.toSeconds(), TimeUnit.SECONDS);
            return new Endpoint.Foreign("LocalStack", new Endpoint.Address(container.getEndpoint(),
                    container.getRegion(), container.getAccessKey(), container.getSecretKey()));
        } catch (ExecutionException e) {
            return new Endpoint.Absent(IMAGE + " does not start: " + e.getCause().getMessage());
        } catch (TimeoutException _) {
            return new Endpoint.Absent(IMAGE + " has not started in " + LONGEST_START.toMinutes()
                    + " minutes; pull it before");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while LocalStack starts", e);
        }
    }

    @Override
    public void close() {
        container.stop();
    }
}
