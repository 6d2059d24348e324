package dev.tidegate.tests.container;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.IntConsumer;

import dev.tidegate.tests.time.Time;

/** Containers that only pretend, on simulated time: what one does is written in its image's {@link Script}. */
public final class ScriptedContainers implements ContainerRuntime {
    private final Time time;
    private final Map<String, Function<ContainerSpec, Script>> images = new ConcurrentHashMap<>();
    private final List<ContainerSpec> started = new CopyOnWriteArrayList<>();
    private final List<ContainerSpec> running = new CopyOnWriteArrayList<>();

    public ScriptedContainers(Time time) {
        this.time = time;
    }

    /** Puts an image into the registry, or another one in its place. */
    public ScriptedContainers push(String image, Script script) {
        return push(image, spec -> script);
    }

    /** As above, with a script that depends on the container's command or environment. */
    public ScriptedContainers push(String image, Function<ContainerSpec, Script> script) {
        images.put(image, script);
        return this;
    }

    /** All containers ever started, in order. */
    public List<ContainerSpec> started() {
        return List.copyOf(started);
    }

    /** Those that have not ended, in the order of their start. */
    public List<ContainerSpec> running() {
        return List.copyOf(running);
    }

    @Override
    public Container start(ContainerSpec spec, IntConsumer exited) {
        Function<ContainerSpec, Script> script = images.get(spec.image());
        if (script == null) {
            throw new CannotPullContainer(spec.image());
        }
        started.add(spec);
        running.add(spec);
        return new Scripted(spec, script.apply(spec), exited).begin();
    }

    /** Changes only on the control-plane thread, by what it plans there. */
    private final class Scripted implements Container {
        private static final int SIGKILL = 137;

        private final ContainerSpec spec;
        private final Script script;
        private final IntConsumer exited;
        private final CompletableFuture<Void> healthy = new CompletableFuture<>();
        private boolean ended;

        Scripted(ContainerSpec spec, Script script, IntConsumer exited) {
            this.spec = spec;
            this.script = script;
            this.exited = exited;
        }

        Scripted begin() {
            script.healthyAfter().ifPresent(delay -> {
                if (delay.isZero()) {
                    healthy.complete(null);
                } else {
                    time.after(delay, this::becomeHealthy);
                }
            });
            script.ownEnd().ifPresent(this::plan);
            return this;
        }

        private void becomeHealthy() {
            if (!ended) {
                healthy.complete(null);
            }
        }

        private void plan(Script.End end) {
            time.after(end.after(), () -> end(end.exitCode()));
        }

        private void end(int exitCode) {
            if (!ended) {
                ended = true;
                running.remove(spec);
                exited.accept(exitCode);
            }
        }

        @Override
        public CompletableFuture<Void> healthy() {
            return healthy;
        }

        @Override
        public Optional<URI> endpoint() {
            return spec.port().isPresent() ? Optional.of(URI.create("http://container.invalid:" + spec.port()
                    .getAsInt()))
                    : Optional.empty();
        }

        @Override
        public void terminate() {
            script.onTerminate().ifPresent(this::plan);
        }

        @Override
        public void kill() {
            plan(new Script.End(Duration.ZERO, SIGKILL));
        }
    }
}
