package dev.tidegate.tests.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.tests.ecs.EcsBehaviour;
import dev.tidegate.tests.ecs.ScriptedFunctions;
import dev.tidegate.tests.ecs.SimulatedEcs;
import dev.tidegate.tests.ecs.TokenBucket;
import dev.tidegate.tests.ecs.World;
import dev.tidegate.tests.load.LoadBalancer;
import dev.tidegate.tests.time.Pace;
import dev.tidegate.tests.time.VirtualTime;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/** The fan-out workflow over ten thousand databases, against the rates at which AWS lets tasks be started. */
class FanOutTest {
    private static final int MANY = 10_000;
    /** Fargate's launch rate, below ECS's own. */
    private static final int PER_SECOND = 20;
    private final VirtualTime time = new VirtualTime();
    private final Random random = new Random(42);
    private final Databases databases = new Databases(time, random);
    private final TokenBucket runTask = new TokenBucket(time, PER_SECOND, PER_SECOND);
    private final SimulatedEcs ecs;
    private final Definition definition = Definition.read();
    private Optional<MapRun> running = Optional.empty();

    FanOutTest() throws IOException {
        World world = new World("eu-central-1", time, Pace.aws(), databases, new ScriptedFunctions(), new NoBalancer(),
                (_, _, _, detail) -> running.ifPresent(run -> run.changed(detail)), (_, _) -> {});
        ecs = new SimulatedEcs(world, EcsBehaviour.standard());
        ecs.createCluster(create -> create.clusterName("prod"));
        ecs.registerTaskDefinition(register -> register.family("migrate").containerDefinitions(ContainerDefinition
                .builder().name("app").image("migrations").build()));
    }

    private static List<String> databases(int many) {
        return IntStream.range(0, many).mapToObj(i -> "db-" + i).toList();
    }

    private MapRun run(List<String> some, int concurrency, double tolerated) {
        MapRun run = new MapRun(definition, ecs, time, runTask, random, some, concurrency, tolerated);
        running = Optional.of(run);
        run.begin();
        time.advanceUntil(run::isOver, Duration.ofDays(2));
        return run;
    }

    @ParameterizedTest
    @CsvSource({"50", "200", "1000"})
    void tenThousandDatabasesAreMigratedOnceEach(int concurrency) {
        var began = time.now();
        MapRun run = run(databases(MANY), concurrency, 0);
        Duration took = Duration.between(began, time.now());

        System.out.println("fan-out over " + MANY + " databases, " + concurrency + " at once: " + took.toMinutes()
                + " min, " + databases.mostAtOnce + " containers at once at most, RunTask throttled " + run.throttled
                + " times");
        assertThat(run.succeeded).hasSize(MANY).doesNotHaveDuplicates();
        assertThat(databases.runs.values()).containsOnly(1);
        assertThat(run.mostOpen).isEqualTo(concurrency);
        // Whatever is slower: so many at a time for as long as a task takes, or the rate at which tasks are started.
        double byConcurrency = MANY / (double) concurrency * meanSeconds();
        double byRate = MANY / (double) PER_SECOND;
        assertThat((double) took.toSeconds()).isBetween(Math.max(byConcurrency, byRate) * 0.9, (byConcurrency + byRate)
                * 1.3);
    }

    /** Of a task, from its start to its end, at the simulator's pace. */
    private static double meanSeconds() {
        Pace pace = Pace.aws();
        return pace.provisioning().plus(pace.pulling()).plus(pace.deprovisioning()).toSeconds() + 8;
    }

    @Test
    void nothingElseBeginsWhenACanaryFails() {
        databases.broken.add("db-1");

        MapRun canary = run(databases(3), 100, 0);

        assertThat(canary.hasFailed()).isTrue();
        assertThat(databases.migrated).containsExactlyInAnyOrder("db-0", "db-2");
        assertThat(databases.runs).hasSize(3);
    }

    @Test
    void theRunGoesOnPastFailuresThatAreToleratedAndARedriveRunsOnlyThose() {
        databases.broken.addAll(List.of("db-7", "db-400", "db-999"));
        MapRun run = run(databases(1_000), 100, 1);
        assertThat(run.hasFailed()).isFalse();
        assertThat(run.failed).containsExactlyInAnyOrder("db-7", "db-400", "db-999");

        databases.broken.clear();
        MapRun again = run(run.left(), 100, 1);

        assertThat(again.succeeded).hasSize(3);
        assertThat(databases.migrated).hasSize(1_000);
        assertThat(databases.runs.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(1_003);
    }

    @Test
    void theRunStopsWhenMoreFailsAndARedriveRunsWhatIsLeft() {
        List<String> all = databases(1_000);
        databases.broken.addAll(all.subList(100, 200));
        MapRun run = run(all, 50, 1);
        assertThat(run.hasFailed()).isTrue();
        assertThat(databases.runs).hasSizeLessThan(300);

        databases.broken.clear();
        MapRun again = run(run.left(), 50, 1);

        assertThat(again.hasFailed()).isFalse();
        assertThat(databases.migrated).hasSize(1_000);
    }

    private static final class NoBalancer implements LoadBalancer {
        @Override
        public void register(String serviceArn, String revision, String taskArn, URI endpoint) {
            throw new AssertionError("a migration task serves nothing");
        }

        @Override
        public void deregister(String taskArn) {
            throw new AssertionError("a migration task serves nothing");
        }

        @Override
        public void shift(String serviceArn, Map<String, Double> weights) {
            throw new AssertionError("there is no service");
        }
    }
}
