package dev.tidegate.tests.rehearsal;

import static dev.tidegate.tests.rehearsal.Shops.columns;
import static dev.tidegate.tests.rehearsal.Shops.history;
import static dev.tidegate.tests.rehearsal.Shops.startedBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.tests.shop.ShopRelease;
import dev.tidegate.tests.time.Pace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The packaged function in Lambda's own run-time, the packaged runner and the shop as processes, the SDK's own clients,
 * a real PostgreSQL: only AWS is simulated.
 */
@Execution(ExecutionMode.CONCURRENT)
class OverTheWireTest {
    private static Servers servers;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() {
        servers = Servers.start();
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    private static Plan plan(DeploymentKind kind, ShopRelease release) {
        return Shops.plan(folder, kind, release);
    }

    private static Rehearsal prepare(Plan plan) {
        return Rehearsal.prepare(servers, plan, (_, _) -> {}, (_, _) -> {});
    }

    private static List<String> reasons(Rehearsal rehearsal, String id) {
        List<String> reasons = new ArrayList<>();
        rehearsal.status(id).path("history").forEach(entry -> reasons.add(entry.path("why").asText()));
        return reasons;
    }

    @ParameterizedTest
    @EnumSource
    void aReleaseRunsBothPhasesAroundItsDeployment(DeploymentKind kind) throws Exception {
        try (Rehearsal rehearsal = prepare(plan(kind, ShopRelease.V42))) {
            String id = rehearsal.deploy();
            rehearsal.awaitEnd(id);

            assertThat(rehearsal.state(id)).isEqualTo("Completed");
            assertThat(rehearsal.deploymentSucceeded(id)).isTrue();
            assertThat(history(rehearsal)).containsExactly("1 true", "2 true", "3 true");
            assertThat(columns(rehearsal)).contains("full_name").doesNotContain("name");
            assertThat(startedBy(rehearsal, id)).containsExactly("pre/1", "post/1");
            assertThat(rehearsal.hookVerdicts()).hasSize(1).allMatch(HookVerdict::succeeded);
            assertThat(rehearsal.newTasksBeganAt()).hasValueSatisfying(
                    began -> assertThat(began).isAfter(rehearsal.migrationTasks().getFirst().executionStoppedAt()));
            assertThat(rehearsal.defects()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFailingPreTrafficMigrationStopsTheDeploymentBeforeAnythingMoves(DeploymentKind kind) throws Exception {
        try (Rehearsal rehearsal = prepare(plan(kind, ShopRelease.V42_FAILING))) {
            List<String> columnsBefore = columns(rehearsal);
            String id = rehearsal.deploy();
            rehearsal.awaitEnd(id);

            assertThat(rehearsal.state(id)).isEqualTo("PreFailed");
            assertThat(rehearsal.deploymentSucceeded(id)).isFalse();
            assertThat(reasons(rehearsal, id).getLast()).startsWith("pre-traffic migration task exited 3: ")
                    .contains("V2__add_full_name.sql").contains("could not create unique index");
            assertThat(history(rehearsal)).containsExactly("1 true");
            assertThat(columns(rehearsal)).isEqualTo(columnsBefore);
            assertThat(rehearsal.newTasksBeganAt()).isEmpty();
            assertThat(rehearsal.oldTasksGoneAt()).isEmpty();
            assertThat(rehearsal.hookVerdicts().getFirst().succeeded()).isFalse();
            assertThat(rehearsal.defects()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRollbackWhileItIsStillPossibleDisarmsTheRelease(DeploymentKind kind) throws Exception {
        Pace minutesToRollBack = Pace.rehearsal().withConfiguredWaits();
        try (Rehearsal rehearsal = prepare(plan(kind, ShopRelease.V42).pace(minutesToRollBack))) {
            String id = rehearsal.deploy();
            rehearsal.awaitBaking(id);
            assertThat(rehearsal.state(id)).isEqualTo("Armed");
            rehearsal.rollBack(id);
            rehearsal.awaitEnd(id);
            rehearsal.awaitOldVersionServes();

            assertThat(rehearsal.state(id)).isEqualTo("Disarmed");
            assertThat(rehearsal.deploymentSucceeded(id)).isFalse();
            assertThat(startedBy(rehearsal, id)).containsExactly("pre/1");
            assertThat(columns(rehearsal)).contains("name", "full_name");
            assertThat(rehearsal.hookVerdicts()).allMatch(HookVerdict::succeeded);
            assertThat(rehearsal.defects()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void postTrafficWaitsForAnOldTaskThatLingersWhileItIsBeingStopped(DeploymentKind kind) throws Exception {
        try (Rehearsal rehearsal = prepare(plan(kind, ShopRelease.V42).oldTask(Map.of("SHOP_LINGER", "15")))) {
            String id = rehearsal.deploy();
            rehearsal.awaitState(id, "Draining");
            assertThat(rehearsal.deploymentSucceeded(id)).isTrue();
            assertThat(rehearsal.oldTasksGoneAt()).isEmpty();
            rehearsal.awaitReason(id, "not stopped (2 STOPPING");
            assertThat(startedBy(rehearsal, id)).containsExactly("pre/1");
            rehearsal.awaitEnd(id);

            Instant gone = rehearsal.oldTasksGoneAt().orElseThrow();
            assertThat(rehearsal.migrationTasks().getLast().createdAt()).isAfter(gone);
            assertThat(startedBy(rehearsal, id)).containsExactly("pre/1", "post/1");
            assertThat(history(rehearsal)).containsExactly("1 true", "2 true", "3 true");
            assertThat(rehearsal.defects()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHookThatIsDeliveredTwiceStartsOneTask(DeploymentKind kind) throws Exception {
        try (Rehearsal rehearsal = prepare(plan(kind, ShopRelease.V42).withDoubledHooks())) {
            String id = rehearsal.deploy();
            rehearsal.awaitEnd(id);

            assertThat(rehearsal.state(id)).isEqualTo("Completed");
            assertThat(startedBy(rehearsal, id)).containsExactly("pre/1", "post/1");
            assertThat(history(rehearsal)).containsExactly("1 true", "2 true", "3 true");
            assertThat(rehearsal.hookVerdicts()).isNotEmpty().allMatch(HookVerdict::succeeded);
            assertThat(rehearsal.defects()).isEmpty();
        }
    }
}
