package dev.tidegate.tests.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tidegate.tests.load.LoadGenerator;
import dev.tidegate.tests.rehearsal.DeploymentKind;
import dev.tidegate.tests.load.LoadProfile;
import dev.tidegate.tests.load.LoadReport;
import dev.tidegate.tests.load.TrafficRouter;
import dev.tidegate.tests.shop.ShopDatabase;
import dev.tidegate.tests.shop.ShopProcess;
import dev.tidegate.tests.shop.ShopRelease;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Both versions as processes, under load, with the migrations at the right time and at the wrong one. */
@Isolated("requests also fail when rehearsals beside it take the processor away")
class RenameUnderLoadTest {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(90);
    private static final LoadProfile LOAD = LoadProfile.standard();

    private final ShopDatabase database = new ShopDatabase().migrate(ShopRelease.V41, "1");
    private final TrafficRouter router = new TrafficRouter();
    private final BackgroundJobs jobs = new BackgroundJobs();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Timeline timeline = new Timeline(new PrintStream(printed, true, StandardCharsets.UTF_8),
            InstantSource.system());
    private final LoadGenerator load = new LoadGenerator(router, "shop", LOAD, timeline);

    @TempDir
    private Path scripts;

    @Test
    void inTwoPhasesNobodyNotices() throws Exception {
        ShopRelease.V42.copyTo(scripts);
        ShopProcess old = start("41", Map.of("SHOP_LINGER", "1"));
        register("41", old);
        router.shift("shop", Map.of("41", 100.0));
        load.start();
        awaitFurther("41", 200);

        migrate("2");
        Instant firstNewTask = Instant.now();
        ShopProcess fresh = start("42", Map.of());
        register("42", fresh);
        router.shift("shop", Map.of("41", 50.0, "42", 50.0));
        awaitFurther("42", 200);
        router.shift("shop", Map.of("42", 100.0));
        awaitFurther("42", 300);
        router.deregister("41");
        assertThat(old.stop()).isZero();
        Instant gone = Instant.now();
        migrate("3");
        awaitFurther("42", 200);
        Summary summary = summary(Mode.TIDEGATE, new Drain(Optional.of(firstNewTask), Optional.of(gone), List.of()));
        assertThat(fresh.stop()).isZero();

        assertThat(summary.load().orElseThrow().failures()).isEmpty();
        assertThat(summary.promises()).allMatch(Promise::held);
        assertThat(summary.load().orElseThrow().verified()).isPositive();
        assertThat(summary.migrations()).extracting(MigrationRun::phase).containsExactly("pre-traffic", "post-traffic");
    }

    @Test
    void allAtOnceTheOldVersionFails() throws Exception {
        ShopProcess old = start("41", Map.of());
        register("41", old);
        router.shift("shop", Map.of("41", 100.0));
        load.start();
        awaitFurther("41", 200);
        assertThat(load.report().totalFailed()).isZero();

        ShopRelease.V42.copyTo(scripts);
        Instant firstNewTask = Instant.now();
        ShopProcess fresh = start("42", Map.of("MIGRATE_ON_START", "true", "MIGRATIONS", scripts.toString()));
        register("42", fresh);
        awaitFurther("41", 200);
        router.shift("shop", Map.of("42", 100.0));
        awaitFurther("42", 100);
        assertThat(old.stop()).isZero();
        Summary summary = summary(Mode.NAIVE, new Drain(Optional.of(firstNewTask), Optional.of(Instant.now()), List
                .of()));
        assertThat(fresh.stop()).isZero();

        LoadReport report = summary.load().orElseThrow();
        assertThat(report.failed().get("41")).isGreaterThan(100);
        assertThat(report.failed()).containsEntry("42", 0L);
        assertThat(report.failures()).anySatisfy(failure -> assertThat(failure.message())
                .isEqualTo("500: ERROR: column \"name\" does not exist"));
        assertThat(jobs.byVersion().get("41").failed()).isPositive();
        assertThat(report.lostWrites()).isEmpty();
        assertThat(summary.promises()).filteredOn(Promise::held).extracting(Promise::promise)
                .containsExactly("no write was lost");
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("load         version 41 fails: 500: ERROR: column \"name\" does not exist");
    }

    private ShopProcess start(String version, Map<String, String> settings) throws Exception {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("SHOP_VERSION", version);
        return new ShopProcess(database, environment, line -> jobs.heard(version, line));
    }

    private void register(String version, ShopProcess shop) throws Exception {
        router.register("shop", version, version, shop.endpoint());
        timeline.happened("ecs", "version " + version + " is ready");
    }

    private void migrate(String upTo) {
        database.migrate(ShopRelease.V42, upTo);
        timeline.happened("tidegate", "migrated up to V" + upTo);
    }

    private void awaitFurther(String version, long requests) throws InterruptedException {
        long until = load.report().requests().getOrDefault(version, 0L) + requests;
        assertThat(load.awaitRequests(version, until, LONG_ENOUGH)).isTrue();
    }

    private Summary summary(Mode mode, Drain drain) throws Exception {
        load.stop();
        load.verifyWrites(database.dataSource());
        timeline.close();
        return new Summary(DeploymentKind.ECS, mode, timeline.start(), Instant.now(), Optional.of(load.report()),
                jobs.byVersion(), SchemaHistory.appliedSince(timeline.start(), database.dataSource(),
                        new ScriptMarks(scripts, "any")::phaseOf), drain, Optional.empty(), List.of());
    }
}
