package dev.tidegate.tests.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;

/**
 * Runs containers as processes of this machine. A process sees the environment of its specification, its image's, a
 * minimal {@code PATH} and, if it has a port, {@code PORT}: a free one of the loopback interface, where it must listen.
 * Nothing of our own environment gets in. Files, users and limits are not kept apart.
 */
public final class ProcessContainers implements ContainerRuntime, AutoCloseable {
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final Map<String, Image> images;
    private final BiConsumer<ContainerSpec, String> output;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Set<ProcessContainer> running = new HashSet<>();
    private final Thread atExit = new Thread(this::killAll, "kill containers");
    private boolean closed;

    /**
     * @param images by the name that task definitions use
     * @param output told every line that a container writes, from any thread
     */
    public ProcessContainers(Map<String, Image> images, BiConsumer<ContainerSpec, String> output) {
        this.images = new ConcurrentHashMap<>(images);
        this.output = output;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Puts an image into the registry, or another one in its place; running containers stay as they are. */
    public void push(String name, Image image) {
        images.put(name, image);
    }

    /**
     * {@inheritDoc}
     *
     * @throws UncheckedIOException when the image's program cannot be started
     * @throws IllegalStateException after {@link #close}
     */
    @Override
    public Container start(ContainerSpec spec, IntConsumer exited) {
        Image image = images.get(spec.image());
        if (image == null) {
            throw new CannotPullContainer(spec.image());
        }
        Image.Program program = image.program(spec);
        Optional<URI> endpoint = spec.port().isPresent() ? Optional.of(freeEndpoint()) : Optional.empty();
        return launch(spec, program, endpoint, exited);
    }

    private synchronized ProcessContainer launch(ContainerSpec spec, Image.Program program, Optional<URI> endpoint,
            IntConsumer exited) {
        if (closed) {
            throw new IllegalStateException("closed; cannot start " + spec.image());
        }
        ProcessContainer container = new ProcessContainer(process(spec, program, endpoint), endpoint);
        running.add(container);
        container.tellOutput(line -> output.accept(spec, line));
        container.tellEnd(exited, () -> forget(container));
        container.watchHealth(http, program.healthPath());
        return container;
    }

    private static Process process(ContainerSpec spec, Image.Program program, Optional<URI> endpoint) {
        ProcessBuilder builder = new ProcessBuilder(program.command()).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("PATH", PATH);
        environment.putAll(program.environment());
        environment.putAll(spec.environment());
        endpoint.ifPresent(uri -> environment.put("PORT", String.valueOf(uri.getPort())));
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + spec.image() + " as " + program.command(), e);
        }
    }

    /** Another program may take the port before the container does; it then fails, as a container may. */
    private static URI freeEndpoint() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
    }

    private synchronized void forget(ProcessContainer container) {
        running.remove(container);
    }

    private synchronized List<ProcessContainer> refuseFurtherStarts() {
        closed = true;
        return List.copyOf(running);
    }

    private void killAll() {
        refuseFurtherStarts().forEach(ProcessContainer::kill);
    }

    /**
     * Kills the processes started here and waits until their ends have been told. If this JVM is ended before, by Ctrl-C or
     * SIGTERM, they are killed too.
     */
    @Override
    public void close() {
        List<ProcessContainer> last = refuseFurtherStarts();
        last.forEach(ProcessContainer::kill);
        last.forEach(ProcessContainer::awaitEnd);
        http.shutdownNow();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is ending already, and the hook finds nothing left to kill.
        }
    }
}
