package dev.tidegate.tests.ecs;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

import dev.tidegate.tests.container.Container;
import dev.tidegate.tests.container.ContainerRuntime;
import dev.tidegate.tests.container.ContainerSpec;

/** Containers that do what the test says: serve until terminated, ignore that, exit at once, or not exist. */
public final class ScriptedContainers implements ContainerRuntime {
    private final List<Started> started = new ArrayList<>();
    private final Set<String> missing = new HashSet<>();
    private final Set<String> stubborn = new HashSet<>();
    private final Map<String, Integer> exitAtOnce = new HashMap<>();

    public void missing(String image) {
        missing.add(image);
    }

    /** It ends only when it is killed. */
    public void stubborn(String image) {
        stubborn.add(image);
    }

    public void exitsAtOnce(String image, int exitCode) {
        exitAtOnce.put(image, exitCode);
    }

    /** It does not exit by itself, which is how containers are unless told otherwise. */
    public void staysUp(String image) {
        exitAtOnce.remove(image);
    }

    public List<Started> started() {
        return started;
    }

    /** Those of an image that still execute. */
    public List<Started> executing(String image) {
        return started.stream().filter(one -> one.spec.image().equals(image) && !one.ended).toList();
    }

    @Override
    public Container start(ContainerSpec spec, IntConsumer exited) {
        if (missing.contains(spec.image())) {
            throw new CannotPullContainer(spec.image());
        }
        var container = new Started(spec, exited, stubborn.contains(spec.image()));
        started.add(container);
        Optional.ofNullable(exitAtOnce.get(spec.image())).ifPresent(container::exit);
        return container;
    }

    /** One container that was started. */
    public static final class Started implements Container {
        private final ContainerSpec spec;
        private final IntConsumer exited;
        private final boolean stubborn;
        private boolean ended;

        private Started(ContainerSpec spec, IntConsumer exited, boolean stubborn) {
            this.spec = spec;
            this.exited = exited;
            this.stubborn = stubborn;
        }

        public ContainerSpec spec() {
            return spec;
        }

        public boolean ended() {
            return ended;
        }

        public void exit(int code) {
            if (!ended) {
                ended = true;
                exited.accept(code);
            }
        }

        @Override
        public CompletableFuture<Void> healthy() {
            return ended ? new CompletableFuture<>() : CompletableFuture.completedFuture(null);
        }

        @Override
        public Optional<URI> endpoint() {
            return spec.port().isPresent() ? Optional.of(URI.create("http://localhost:" + spec.port().getAsInt()))
                    : Optional.empty();
        }

        @Override
        public void terminate() {
            if (!stubborn) {
                exit(143);
            }
        }

        @Override
        public void kill() {
            exit(137);
        }
    }
}
