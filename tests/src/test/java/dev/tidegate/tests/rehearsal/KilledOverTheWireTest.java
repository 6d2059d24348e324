package dev.tidegate.tests.rehearsal;

import static dev.tidegate.tests.rehearsal.Killer.Kill.after;
import static dev.tidegate.tests.rehearsal.Killer.Kill.before;
import static dev.tidegate.tests.rehearsal.Shops.columns;
import static dev.tidegate.tests.rehearsal.Shops.history;
import static dev.tidegate.tests.rehearsal.Shops.startedBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.tests.rehearsal.Killer.Kill;
import dev.tidegate.tests.shop.ShopRelease;
import dev.tidegate.tests.time.Pace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The function's process dies at its calls of AWS, as in the crash test but for real; then Lambda starts another one for the
 * next invocation, and the sweep finishes the job. By default a few deaths at each step of a release;
 * {@code -Dkills=all} tries every call.
 */
@Execution(ExecutionMode.CONCURRENT)
class KilledOverTheWireTest {
    /** A claim whose task was not started is taken over after 90 s, a hook that was not recorded fails after 180 s. */
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final Pace PACE = Pace.rehearsal().withHookLimits(Duration.ofMinutes(5), Duration.ofMinutes(3));
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

    /** @return how the release ended */
    private static String deploy(DeploymentKind kind, Killer killer) throws Exception {
        List<String> journal = new CopyOnWriteArrayList<>();
        Plan plan = Shops.plan(folder, kind, ShopRelease.V42).pace(PACE).function(new FunctionPlan("", 1, killer));
        try (Rehearsal rehearsal = Rehearsal.prepare(servers, plan, (_, what) -> journal.add(what), (_, _) -> {})) {
            killer.begin(rehearsal.account.lambda);
            String id = rehearsal.deploy();
            Ledger ledger = new Ledger(rehearsal);
            Await.until("the deployment to end", PATIENCE, () -> rehearsal.strategy.hasEnded(id));
            Await.until("the release to end", PATIENCE, () -> ledger.isClosed(id));

            String where = kind + ", killed " + killer.kills() + ", " + ledger.state(id);
            if (rehearsal.deploymentSucceeded(id)) {
                assertThat(ledger.state(id)).as(where).isEqualTo("Completed");
                completed(rehearsal, id, where);
            } else {
                assertThat(journal).as(where).anyMatch(line -> line.matches(
                        "hook PRE_SCALE_UP failed: .*Runtime exited with error.*|hook function failed: .*"));
                assertThat(ledger.state(id)).as(where).isIn("Disarmed", "PreFailed", "Refused", "Bypassed",
                        "unrecorded");
                rolledBack(rehearsal, id, where);
            }
            assertThat(rehearsal.defects()).as(where).isEmpty();
            return ledger.state(id);
        }
    }

    private static void completed(Rehearsal rehearsal, String id, String where) throws Exception {
        assertThat(startedBy(rehearsal, id)).as(where).containsExactly("pre/1", "post/1");
        assertThat(history(rehearsal)).as(where).containsExactly("1 true", "2 true", "3 true");
        assertThat(rehearsal.hookVerdicts()).as(where).hasSize(1).allMatch(HookVerdict::succeeded);
        assertThat(rehearsal.newTasksBeganAt()).as(where).hasValueSatisfying(began -> assertThat(began).isAfter(
                rehearsal.migrationTasks().getFirst().executionStoppedAt()));
        assertThat(rehearsal.oldTasksGoneAt()).as(where).hasValueSatisfying(gone -> assertThat(gone).isBefore(
                rehearsal.migrationTasks().getLast().createdAt()));
    }

    private static void rolledBack(Rehearsal rehearsal, String id, String where) throws Exception {
        assertThat(startedBy(rehearsal, id)).as(where).isSubsetOf("pre/1").doesNotHaveDuplicates();
        assertThat(history(rehearsal)).as(where).isSubsetOf("1 true", "2 true").doesNotHaveDuplicates();
        assertThat(columns(rehearsal)).as(where).contains("name");
        assertThat(rehearsal.newTasksBeganAt()).as(where).isEmpty();
        assertThat(rehearsal.hookVerdicts()).as(where).isEmpty();
    }

    @Test
    void ecsRollsBackWhenTheFunctionDiesInItsHook() throws Exception {
        Killer killer = new Killer(after("ecs.RunTask", 1));
        assertThat(deploy(DeploymentKind.ECS, killer)).isEqualTo("Disarmed");
        assertThat(killer.due()).isEmpty();
    }

    @Test
    void afterItsHookAnEcsDeploymentIsFinishedWhateverDies() throws Exception {
        Killer killer = new Killer(after("ecs.ListServiceDeployments", 1), before("ecs.ListTasks", 4),
                after("ecs.RunTask", 2), after("dynamodb.TransactWriteItems", 3));
        assertThat(deploy(DeploymentKind.ECS, killer)).isEqualTo("Completed");
        assertThat(killer.due()).isEmpty();
    }

    @Test
    void theHookOfCodeDeployIsAnsweredWhateverDies() throws Exception {
        Killer killer = new Killer(after("dynamodb.PutItem", 1), after("ecs.RunTask", 1),
                before("codedeploy.PutLifecycleEventHookExecutionStatus", 1),
                after("codedeploy.PutLifecycleEventHookExecutionStatus", 2));
        assertThat(deploy(DeploymentKind.CODEDEPLOY, killer)).isEqualTo("Completed");
        assertThat(killer.due()).isEmpty();
    }

    @Test
    void afterItsHookACodeDeployDeploymentIsFinishedWhateverDies() throws Exception {
        Killer killer = new Killer(after("codedeploy.ListDeployments", 1), before("events.PutEvents", 3),
                after("ecs.DescribeTasks", 6), after("ecs.RunTask", 2), before("dynamodb.TransactWriteItems", 3));
        assertThat(deploy(DeploymentKind.CODEDEPLOY, killer)).isEqualTo("Completed");
        assertThat(killer.due()).isEmpty();
    }

    /** With {@code -Dkills=all} until a deployment needs fewer calls, with a number only that one. */
    @ParameterizedTest
    @CsvSource({"ECS, false", "ECS, true", "CODEDEPLOY, false", "CODEDEPLOY, true"})
    @EnabledIfSystemProperty(named = "tidegate.kills", matches = "all|\\d+")
    void whateverCallItDiesAtTheReleaseEndsWell(DeploymentKind kind, boolean carriedOut) throws Exception {
        String kills = System.getProperty("tidegate.kills");
        boolean all = kills.equals("all");
        int call = all ? 1 : Integer.parseInt(kills);
        boolean killed;
        do {
            Killer killer = new Killer(Kill.at(call, carriedOut));
            String state = deploy(kind, killer);
            killed = killer.due().isEmpty();
            System.out.println(kind + " killed " + killer.kills() + ": " + state);
            call++;
        } while (all && killed);
    }
}
