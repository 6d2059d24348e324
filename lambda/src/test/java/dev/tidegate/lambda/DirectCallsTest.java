package dev.tidegate.lambda;

import static dev.tidegate.lambda.Office.BY;
import static dev.tidegate.lambda.Office.HOOK;
import static dev.tidegate.lambda.Office.NATIVE;
import static dev.tidegate.lambda.Office.OUTAGE;
import static dev.tidegate.lambda.Office.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lambda.release.DeploymentStatus;
import dev.tidegate.lambda.release.MemoryLedger;
import dev.tidegate.lambda.release.Phase;
import dev.tidegate.lambda.release.ReleaseId;
import dev.tidegate.lambda.release.Samples;
import dev.tidegate.lambda.release.ScriptedCloud;
import dev.tidegate.lambda.release.Resolution;
import dev.tidegate.lambda.release.State;
import dev.tidegate.lambda.release.TaskStatus;
import dev.tidegate.lambda.trigger.Trigger;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people and tools that call directly are told, and what they can change. */
class DirectCallsTest {
    private final Office office = new Office();
    private final MemoryLedger ledger = office.ledger;
    private final ScriptedCloud cloud = office.cloud;

    private String answer(Trigger trigger) {
        return office.answer(trigger);
    }

    /** A release whose deployment has succeeded and whose old code is gone, as the first of two reads says. */
    private static Office drained(String settings) {
        Office office = new Office(settings);
        office.answer(HOOK);
        office.cloud.endTasks(new TaskStatus.Exited(0, ""));
        office.answer(HOOK);
        office.cloud.deployment = new DeploymentStatus.Succeeded();
        office.cloud.oldTask = "STOPPED";
        office.answer(new Trigger.Explain(NATIVE, BY));
        office.passes(Duration.ofSeconds(30));
        return office;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReleaseThatIsNotThereIsSaidToBe(boolean explain) {
        ReleaseId nobody = new ReleaseId("nobody");

        assertThat(answer(explain ? new Trigger.Explain(nobody, BY) : new Trigger.Status(nobody, BY))).isEqualTo(
                "{\"error\":\"no release \\\"nobody\\\" in the ledger; its id is the last part of the service "
                        + "deployment's ARN, the CodeDeploy deployment id, or what \\\"start\\\" answered\"}");
    }

    @Test
    void explainLooksAgain() {
        answer(HOOK);
        cloud.endTasks(new TaskStatus.Exited(0, ""));
        cloud.deployment = new DeploymentStatus.UnderWay("BAKE_TIME, IN_PROGRESS");

        String answer = "{\"release\":\"dep42\",\"version\":\"web:42\",\"state\":\"Armed\","
                + "\"openedAt\":\"2026-03-01T12:00:00Z\",\"why\":\"%s\"}";
        assertThat(answer(new Trigger.Explain(NATIVE, BY))).isEqualTo(answer.formatted(
                "pre-traffic migrations are committed"));
        assertThat(answer(new Trigger.Explain(NATIVE, BY))).isEqualTo(answer.formatted(
                "waiting for the deployment: it is in BAKE_TIME, IN_PROGRESS"));
    }

    @Test
    void theNewestReleasesAreListedWithWhatBecameOfThem() {
        assertThat(answer(new Trigger.ListReleases(Optional.empty(), BY))).isEqualTo("{\"releases\":[]}");
        answer(HOOK);
        answer(start("orders", "web:43"));

        String second = "{\"release\":\"orders-web-43\",\"version\":\"web:42\",\"state\":\"PreRunning\",\"openedAt\":"
                + "\"2026-03-01T12:00:00Z\",\"database\":\"orders\",\"since\":\"2026-03-01T12:00:00Z\","
                + "\"why\":\"pre-traffic migration task started\"}";
        String first = second.replace("orders-web-43", "dep42");
        assertThat(answer(new Trigger.ListReleases(Optional.of("orders"), BY))).isEqualTo("{\"releases\":[" + second
                + "," + first + "]}");
        assertThat(answer(new Trigger.ListReleases(Optional.of("order"), BY))).isEqualTo(
                "{\"error\":\"no database \\\"order\\\" in the settings; there is orders\"}");
    }

    @Test
    void explainSaysThatItCannotLook() {
        cloud.outage = Optional.of(OUTAGE);
        answer(HOOK);

        assertThat(answer(new Trigger.Explain(NATIVE, BY))).endsWith("\"state\":\"Opened\",\"openedAt\":"
                + "\"2026-03-01T12:00:00Z\",\"why\":\"cannot look: throttled\"}");
    }

    @Test
    void statusTellsWhatIsRecordedWithoutLooking() {
        ledger.keep(Samples.in(Samples.nativeRelease(), new State.Completed(Samples.EVIDENCE)));
        cloud.outage = Optional.of(OUTAGE);

        assertThat(answer(new Trigger.Status(NATIVE, BY))).isEqualTo("{\"release\":\"dep42\",\"version\":\"web:42\","
                + "\"state\":\"Completed\",\"openedAt\":\"2026-03-01T12:00:00Z\",\"target\":{\"database\":\"orders\","
                + "\"cluster\":\"shop\",\"service\":\"web\",\"taskDefinition\":\"" + Samples.TARGET.taskDefinition()
                + "\",\"migrationTaskDefinition\":\"" + Samples.TARGET.migrationTaskDefinition()
                + "\",\"codes\":[]},\"evidence\":"
                + "\"service \\\"web\\\": 3 old tasks stopped, last at 2026-03-01T11:59:55Z; 2 new; read at 2026-03-01T12:00:00Z and "
                + "2026-03-01T12:00:30Z\",\"nextLookAt\":\"2026-03-01T12:00:00Z\",\"history\":[{\"number\":1,\"at\":\"2026-03-01T12:00:00Z\",\"state\":\"Opened\",\"why\":"
                + "\"ECS asked at PRE_SCALE_UP\"},{\"number\":2,\"at\":\"2026-03-01T12:00:00Z\",\"state\":\"Completed\",\"why\":"
                + "\"put there by the test\"}]}");
    }

    @Test
    void aCallIsWrittenDownWithWhoMadeIt() {
        answer(new Trigger.Explain(NATIVE, BY));
        answer(HOOK);
        answer(new Trigger.Status(NATIVE, Optional.empty()));

        assertThat(office.log().lines().filter(line -> line.contains("\"asked\""))).containsExactly(
                "{\"at\":\"2026-03-01T12:00:00Z\",\"level\":\"INFO\",\"event\":\"asked\",\"command\":\"explain\","
                        + "\"about\":\"release dep42\",\"by\":\"ann (as they say), request request-1\",\"refused\":"
                        + "\"no release \\\"dep42\\\" in the ledger; its id is the last part of the service deployment's"
                        + " ARN, the CodeDeploy deployment id, or what \\\"start\\\" answered\"}",
                "{\"at\":\"2026-03-01T12:00:00Z\",\"level\":\"INFO\",\"event\":\"asked\",\"command\":\"status\","
                        + "\"about\":\"release dep42\",\"by\":\"an unnamed caller, request request-1\"}");
    }

    @Test
    void explainNamesEveryGate() {
        Office waiting = drained("\"approval\": true, \"delay\": \"1h\",");

        assertThat(waiting.answer(new Trigger.Explain(NATIVE, BY))).endsWith("\"gates\":["
                + "{\"gate\":\"drained\",\"open\":true},"
                + "{\"gate\":\"delay\",\"open\":false,\"why\":\"the delay since the old code was gone ends at"
                + " 2026-03-01T13:00:30Z\"},{\"gate\":\"back-off\",\"open\":true},{\"gate\":\"alarms\",\"open\":true},"
                + "{\"gate\":\"approval\",\"open\":false,\"why\":\"waiting for approval: call"
                + " {\\\"command\\\": \\\"approve\\\", \\\"release\\\": \\\"dep42\\\"}\"},"
                + "{\"gate\":\"turn\",\"open\":true}]}");
    }

    @Test
    void thePostTrafficPhaseWaitsForApproval() {
        Office waiting = drained("\"approval\": true,");
        waiting.answer(new Trigger.Sweep());
        assertThat(waiting.cloud.orders(Phase.POST_TRAFFIC)).isEmpty();

        assertThat(waiting.answer(new Trigger.Approve(NATIVE, BY))).contains("\"state\":\"PostRunning\"");

        assertThat(waiting.cloud.orders(Phase.POST_TRAFFIC)).hasSize(1);
        assertThat(waiting.ledger.kept(NATIVE).history().stream().map(step -> step.why())).contains(
                "approved by ann (as they say), request request-1 at 2026-03-01T12:00:30Z");
    }

    @Test
    void whatNeedsNoApprovalCannotBeApproved() {
        answer(HOOK);

        assertThat(answer(new Trigger.Approve(NATIVE, BY))).isEqualTo("{\"error\":\"nothing to approve: the settings of"
                + " the database have no \\\"approval\\\": true\"}");
    }

    @Test
    void cancellingBeforeTheMigrationsAreCommittedFailsTheDeployment() {
        answer(HOOK);

        assertThat(answer(new Trigger.Cancel(NATIVE, BY))).contains("\"state\":\"PreFailed\"");

        assertThat(cloud.stopped).containsExactly(
                "cancelled by ann (as they say), request request-1 at 2026-03-01T12:00:00Z");
        assertThat(answer(HOOK)).startsWith("{\"hookStatus\":\"FAILED\",\"reason\":\"cancelled by ann");
        assertThat(ledger.kept("orders").open()).isEmpty();
    }

    @Test
    void aRollbackGoesOnAlthoughSomebodyCancelsIt() {
        cloud.outage = Optional.of(Office.OUTAGE);
        answer(HOOK);
        answer(new Trigger.Cancel(NATIVE, BY));
        assertThat(office.state(NATIVE)).isInstanceOf(State.Opened.class);

        cloud.outage = Optional.empty();
        cloud.resolution = new Resolution.Bypass("the deployment is a rollback");
        assertThat(answer(HOOK)).isEqualTo("{\"hookStatus\":\"SUCCEEDED\"}");
        assertThat(office.state(NATIVE)).isEqualTo(new State.Bypassed("the deployment is a rollback"));
    }

    @Test
    void anyOtherIsRefusedThenAndNothingRuns() {
        cloud.outage = Optional.of(Office.OUTAGE);
        answer(HOOK);
        answer(new Trigger.Cancel(NATIVE, BY));
        cloud.outage = Optional.empty();

        assertThat(answer(HOOK)).startsWith("{\"hookStatus\":\"FAILED\",\"reason\":\"cancelled by ann");
        assertThat(cloud.started).isEmpty();
    }

    @Test
    void cancellingAfterThatKeepsThePostTrafficPhaseFromRunning() {
        Office waiting = drained("");
        assertThat(waiting.answer(new Trigger.Cancel(NATIVE, BY))).contains("\"state\":\"Disarmed\"");
        waiting.passes(Duration.ofHours(1));
        waiting.answer(new Trigger.Sweep());

        assertThat(waiting.cloud.orders(Phase.POST_TRAFFIC)).isEmpty();
        assertThat(waiting.answer(new Trigger.Cancel(NATIVE, BY))).isEqualTo(
                "{\"error\":\"nothing to cancel: release \\\"dep42\\\" has ended (Disarmed)\"}");
    }

    @Test
    void aPostTrafficTaskThatRunsIsStoppedAndItsEndDecides() {
        Office running = drained("");
        running.answer(new Trigger.Explain(NATIVE, BY));
        running.answer(new Trigger.Cancel(NATIVE, BY));
        assertThat(running.cloud.stopped).hasSize(1);
        assertThat(running.state(NATIVE)).isInstanceOf(State.PostRunning.class);

        running.cloud.endTasks(new TaskStatus.Exited(6, ""));
        running.answer(new Trigger.Explain(NATIVE, BY));

        assertThat(running.state(NATIVE)).isInstanceOfSatisfying(State.Disarmed.class, disarmed -> assertThat(disarmed
                .reason()).isEqualTo("cancelled by ann (as they say), request request-1 at 2026-03-01T12:00:30Z;"
                        + " post-traffic migration task exited 6: the deadline was reached"));
    }

    @Test
    void aFailedPostTrafficPhaseIsTriedAgainWhenAsked() {
        Office failed = drained("");
        failed.answer(new Trigger.Explain(NATIVE, BY));
        failed.cloud.endTasks(new TaskStatus.Exited(3, "column is in use"));
        failed.answer(new Trigger.Explain(NATIVE, BY));
        assertThat(failed.state(NATIVE)).isInstanceOf(State.PostFailed.class);

        failed.answer(new Trigger.Retry(NATIVE, BY));
        failed.passes(Duration.ofSeconds(30));
        failed.answer(new Trigger.Explain(NATIVE, BY));

        assertThat(failed.cloud.orders(Phase.POST_TRAFFIC)).extracting(order -> order.key().attempt()).containsExactly(
                1, 2);
        assertThat(failed.ledger.kept("orders").contracting()).contains(NATIVE);
    }

    @Test
    void thereIsNothingToRetryInARunningRelease() {
        answer(HOOK);

        assertThat(answer(new Trigger.Retry(NATIVE, BY))).isEqualTo("{\"error\":\"nothing to retry: release"
                + " \\\"dep42\\\" is PreRunning; ask \\\"explain\\\" what it waits for\"}");
    }
}
