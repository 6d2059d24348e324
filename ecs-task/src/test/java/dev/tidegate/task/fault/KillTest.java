package dev.tidegate.task.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import dev.tidegate.task.ChildProcess;
import dev.tidegate.task.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGKILL again and again, at moments that a seed draws, while the mixed scripts run. A failure names the seed of its database:
 * {@code -Dfault.seed=SEED -Dfault.kills=1} plays that database again, as far as time allows.
 */
@Timeout(1200)
class KillTest {
    private static final int KILLS = Integer.getInteger("fault.kills", 200);
    private static final int PER_PHASE = 12;
    private static final int AT_ONCE = 2;

    private final AtomicLong seed = new AtomicLong(Long.getLong("fault.seed", System.nanoTime()));
    private final AtomicInteger left = new AtomicInteger(KILLS);
    private final Map<Landing, Integer> landings = new ConcurrentHashMap<>();
    private final AtomicInteger halfWay = new AtomicInteger();
    private final Map<String, Integer> interrupted = new ConcurrentHashMap<>();

    @Test
    void leavesNothingThatTheNextRunDoesNotFinish(@TempDir Path folder) throws Exception {
        FastMachine.options();
        List<Future<?>> workers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int worker = 0; worker < AT_ONCE; worker++) {
                workers.add(threads.submit(() -> {
                    while (left.get() > 0) {
                        oneDatabase(folder, seed.getAndIncrement());
                    }
                    return null;
                }));
            }
        } finally {
            System.out.println("killed " + (KILLS - left.get()) + " runs: " + landings + ", half way " + halfWay
                    + ", in " + interrupted);
        }
        for (Future<?> worker : workers) {
            worker.get();
        }
        isNoMereStartingAndStopping();
    }

    /** If most kills found nothing to interrupt, all of this would prove nothing. */
    private void isNoMereStartingAndStopping() {
        if (KILLS >= 200) {
            assertThat(landings.get(Landing.MIGRATING)).isGreaterThan(KILLS / 2);
            assertThat(halfWay.get()).isGreaterThan(KILLS / 3);
            assertThat(interrupted).hasSizeGreaterThan(10);
        }
    }

    private void oneDatabase(Path folder, long seedOfThis) throws Exception {
        Scene scene = new Scene(folder.resolve("db" + seedOfThis), new TestDatabase());
        Random random = new Random(seedOfThis);
        List<String> story = new ArrayList<>(List.of("-Dfault.seed=" + seedOfThis));
        try {
            for (String phase : List.of("pre", "post")) {
                int kills = random.nextInt(2, PER_PHASE);
                while (kills-- > 0 && killed(scene, phase, random, story)) {
                    left.decrementAndGet();
                }
                story.add(phase + " to its end");
                assertThat(scene.run(phase)).satisfies(end -> assertThat(end.exit()).isZero());
            }
            scene.isRight();
            scene.hasNothingToDo();
        } catch (AssertionError | RuntimeException e) {
            left.set(0);
            throw new AssertionError(String.join("\n", story), e);
        }
    }

    /** False when there was nothing left to kill. */
    private boolean killed(Scene scene, String phase, Random random, List<String> story) throws InterruptedException {
        List<Step> open = scene.open(phase);
        if (open.isEmpty()) {
            return false;
        }
        Kill kill = Kill.draw(random, open);
        story.add(phase + " " + kill);
        try (ChildProcess run = scene.start(phase)) {
            if (!kill.of(run, scene)) {
                assertThat(run.ended()).satisfies(end -> assertThat(end.exit()).isZero());
                return false;
            }
            note(scene, phase, run);
            return true;
        }
    }

    private void note(Scene scene, String phase, ChildProcess run) {
        Landing landing = Landing.of(run.out());
        landings.merge(landing, 1, Integer::sum);
        List<Step> open = scene.open(phase);
        if (open.size() < MixedScripts.of(phase).size() && !open.isEmpty()) {
            halfWay.incrementAndGet();
        }
        if (landing == Landing.MIGRATING && !open.isEmpty()) {
            interrupted.merge(open.getFirst().file(), 1, Integer::sum);
        }
    }
}
