package dev.tidegate.tests.fanout;

import dev.tidegate.tests.container.Container;
import dev.tidegate.tests.container.ContainerRuntime;
import dev.tidegate.tests.container.ContainerSpec;
import dev.tidegate.tests.time.Time;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

/** Databases, each migrated by the container that is given its secret; some fail as long as they are broken. */
final class Databases implements ContainerRuntime {
    private final Time time;
    private final Random random;
    final Set<String> broken = new HashSet<>();
    final Map<String, Integer> runs = new HashMap<>();
    final Set<String> migrated = new HashSet<>();
    int executing;
    int mostAtOnce;

    Databases(Time time, Random random) {
        this.time = time;
        this.random = random;
    }

    @Override
    public Container start(ContainerSpec spec, IntConsumer exited) {
        String database = spec.environment().get("TIDEGATE_DATABASE_SECRET");
        runs.merge(database, 1, Integer::sum);
        executing++;
        mostAtOnce = Math.max(mostAtOnce, executing);
        // A run with nothing pending takes a second, one with migrations some more.
        time.after(Duration.ofMillis(migrated.contains(database) ? 1_000 : 3_000 + random.nextInt(10_000)), () -> {
            executing--;
            boolean fails = broken.contains(database);
            if (!fails) {
                migrated.add(database);
            }
            exited.accept(fails ? 3 : 0);
        });
        return new Running();
    }

    private record Running() implements Container {
        @Override
        public CompletableFuture<Void> healthy() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public Optional<URI> endpoint() {
            return Optional.empty();
        }

        @Override
        public void terminate() {
            throw new AssertionError("nobody stops a migration");
        }

        @Override
        public void kill() {
            throw new AssertionError("nobody kills a migration");
        }
    }
}
