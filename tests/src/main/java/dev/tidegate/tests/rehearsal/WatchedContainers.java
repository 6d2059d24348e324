package dev.tidegate.tests.rehearsal;

import dev.tidegate.tests.container.Container;
import dev.tidegate.tests.container.ContainerRuntime;
import dev.tidegate.tests.container.ContainerSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;

/** Notes when each process really began and ended, whatever the control plane says of its task. */
final class WatchedContainers implements ContainerRuntime {
    private final ContainerRuntime runtime;
    private final Map<String, Life> lives = new ConcurrentHashMap<>();

    private record Life(String image, Instant began, Optional<Instant> ended) {}

    WatchedContainers(ContainerRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public Container start(ContainerSpec spec, IntConsumer exited) {
        String container = spec.taskArn() + " " + spec.name();
        lives.put(container, new Life(spec.image(), Instant.now(), Optional.empty()));
        return runtime.start(spec, code -> {
            lives.computeIfPresent(container,
                    (_, life) -> new Life(life.image(), life.began(), Optional.of(Instant.now())));
            exited.accept(code);
        });
    }

    /** When the first process of an image began. */
    Optional<Instant> firstBegan(String image) {
        return of(image).stream().map(Life::began).min(Instant::compareTo);
    }

    /** When the last process of an image ended; empty while one runs, or when there was none. */
    Optional<Instant> lastEnded(String image) {
        List<Life> all = of(image);
        return all.stream().allMatch(life -> life.ended().isPresent())
                ? all.stream().flatMap(life -> life.ended().stream()).max(Instant::compareTo)
                : Optional.empty();
    }

    private List<Life> of(String image) {
        return lives.values().stream().filter(life -> life.image().equals(image)).toList();
    }
}
