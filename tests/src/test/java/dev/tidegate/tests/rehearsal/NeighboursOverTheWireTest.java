package dev.tidegate.tests.rehearsal;

import static dev.tidegate.tests.rehearsal.Shops.history;
import static dev.tidegate.tests.rehearsal.Shops.startedBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.tests.shop.ShopRelease;
import dev.tidegate.tests.stepfunctions.SimulatedStepFunctions;
import dev.tidegate.tests.stepfunctions.WaitingTask;
import dev.tidegate.tests.stepfunctions.WaitingTask.End;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** Everybody but the deployed service that a release has to do with, over the wire as in {@link OverTheWireTest}. */
@Execution(ExecutionMode.CONCURRENT)
class NeighboursOverTheWireTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALARM = "shop-5xx";
    private static final Duration HEARTBEAT = Duration.ofMinutes(6);
    private static Servers servers;

    @TempDir
    private static Path folder;

    private final List<String> log = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        servers = Servers.start();
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    private Rehearsal prepare(DeploymentKind kind, ShopRelease release, String settings) {
        return Rehearsal.prepare(servers, Shops.plan(folder, kind, release).function(FunctionPlan.with(settings)),
                (_, line) -> log.add(line), (_, _) -> {});
    }

    private static JsonNode explain(Rehearsal rehearsal, String id) {
        return rehearsal.call("{\"command\": \"explain\", \"release\": \"" + id + "\"}");
    }

    /** The sentences of the gates that are closed. */
    private static List<String> closed(Rehearsal rehearsal, String id) {
        return explain(rehearsal, id).path("gates").valueStream().filter(gate -> !gate.path("open").asBoolean())
                .map(gate -> gate.path("why").asText()).toList();
    }

    private static void awaitOnlyClosed(Rehearsal rehearsal, String id, String... sentences) {
        Await.until("nothing but " + List.of(sentences) + " to be waited for", Rehearsal.PATIENCE, () -> {
            List<String> closed = closed(rehearsal, id);
            return closed.size() == sentences.length
                    && IntStream.range(0, sentences.length).allMatch(i -> closed.get(i).startsWith(sentences[i]));
        });
        assertThat(startedBy(rehearsal, id)).containsExactly("pre/1");
    }

    @Test
    void oldCodeOfAWorkerAndOfAScheduledJobHoldsThePostTrafficPhase() throws Exception {
        try (Rehearsal rehearsal = prepare(DeploymentKind.ECS, ShopRelease.V42, Neighbours.SETTINGS)) {
            Bus bus = Bus.of(rehearsal);
            Neighbours neighbours = new Neighbours(rehearsal);
            neighbours.startWorker();
            neighbours.startReport();
            String id = rehearsal.deploy();
            rehearsal.awaitState(id, "Draining");
            String worker = "waiting for service \"worker\": 1 task of older code has not stopped (1 RUNNING); by"
                    + " image-digest they run sha256:";
            awaitOnlyClosed(rehearsal, id, worker, "waiting for task family \"nightly-report\": 2 tasks of older code"
                    + " have not stopped (2 RUNNING); by image-tag they run 41, the release is 42");
            assertThat(rehearsal.deploymentSucceeded(id)).isTrue();

            changesNothing(rehearsal, id, Forged.ecs(id));

            neighbours.stopReport();
            awaitOnlyClosed(rehearsal, id, worker, "waiting for task family \"nightly-report\": it would start"
                    + " nightly-report:1, whose code by image-tag is 41; the release is 42");
            neighbours.registerNewReport();
            awaitOnlyClosed(rehearsal, id, worker);
            neighbours.updateWorker();
            rehearsal.awaitEnd(id);

            assertThat(rehearsal.state(id)).isEqualTo("Completed");
            assertThat(startedBy(rehearsal, id)).containsExactly("pre/1", "post/1");
            assertThat(rehearsal.oldTasksGoneAt()).hasValueSatisfying(
                    gone -> assertThat(gone).isBefore(rehearsal.migrationTasks().getLast().createdAt()));
            assertThat(history(rehearsal)).containsExactly("1 true", "2 true", "3 true");
            everyStepWasPublished(rehearsal, id, bus);
            assertThat(rehearsal.defects()).isEmpty();
        }
    }

    private void changesNothing(Rehearsal rehearsal, String id, List<Forged> forgeries) {
        ObjectNode before = recorded(rehearsal, id);
        int answers = rehearsal.hookVerdicts().size();
        List<String> gates = closed(rehearsal, id);
        for (Forged forged : forgeries) {
            JsonNode answer = rehearsal.call(forged.payload());
            assertThat(answer.path("error").asText()).as(forged.payload()).contains(forged.refusal());
            assertThat(answer.path("hookStatus").asText()).as(forged.payload()).isNotEqualTo("SUCCEEDED");
            Await.until("the log to say so", Rehearsal.PATIENCE, () -> forged.refusal().isEmpty() || log.stream()
                    .anyMatch(line -> line.startsWith("refused: ") && line.contains(forged.refusal())));
        }
        assertThat(recorded(rehearsal, id)).isEqualTo(before);
        assertThat(closed(rehearsal, id)).isEqualTo(gates);
        assertThat(rehearsal.hookVerdicts()).hasSize(answers);
        assertThat(startedBy(rehearsal, id)).containsExactly("pre/1");
    }

    private static ObjectNode recorded(Rehearsal rehearsal, String id) {
        return ((ObjectNode) rehearsal.status(id)).without("nextLookAt");
    }

    private static void everyStepWasPublished(Rehearsal rehearsal, String id, Bus bus) {
        List<JsonNode> history = rehearsal.status(id).path("history").valueStream().toList();
        Await.until("the last event", Rehearsal.PATIENCE, () -> bus.details().size() == history.size());
        assertThat(bus.events()).allSatisfy(event -> {
            assertThat(event.path("detail-type").asText()).isEqualTo("Tidegate Release State Change");
            assertThat(event.path("account").asText()).isEqualTo(Account.NUMBER);
            assertThat(event.path("time").asText()).isNotEmpty();
        });
        for (int i = 0; i < history.size(); i++) {
            // One wake-up opened the release and looked the deployment up, before it published anything.
            ObjectNode expected = JSON.createObjectNode().put("schemaVersion", "1").put("function",
                    "CodeDeployHook_tidegate").put("release", id).put("version",
                            "shop:2").put("database", "shop").put("service", "shop");
            expected.setAll((ObjectNode) history.get(i));
            JsonNode detail = bus.details().get(i);
            assertThat(detail.path("number").asInt()).isEqualTo(i + 1);
            assertThat(detail).isEqualTo(expected);
        }
        assertThat(history).extracting(step -> step.path("state").asText()).containsSubsequence("Opened", "PreRunning",
                "Armed", "Draining", "PostRunning", "Completed");
    }

    @Test
    void anAlarmAndApprovalHoldThePostTrafficPhaseWhileStepFunctionsWaits() throws Exception {
        String settings = "\"alarms\": [\"" + ALARM + "\"], \"approval\": true,";
        try (Rehearsal rehearsal = prepare(DeploymentKind.CODEDEPLOY, ShopRelease.V42, settings)) {
            SimulatedStepFunctions states = rehearsal.account.stepFunctions;
            CloudWatchClient alarms = rehearsal.account.cloudWatch();
            alarms.putMetricAlarm(put -> put.alarmName(ALARM).namespace("shop").metricName("5xx").threshold(1.0));
            alarms.setAlarmState(set -> set.alarmName(ALARM).stateValue(StateValue.ALARM).stateReason("test"));
            String pre = states.enter(HEARTBEAT);
            String post = states.enter(HEARTBEAT);
            String id = rehearsal.deploy();
            Await.until("the release to be opened", Rehearsal.PATIENCE, () -> !rehearsal.state(id).isEmpty());
            await(rehearsal, id, "pre-traffic", pre);
            await(rehearsal, id, "post-traffic", post);
            await(rehearsal, id, "post-traffic", "nobody waits with this token");
            rehearsal.awaitState(id, "Draining");
            String approval = "waiting for approval: call {\"command\": \"approve\", \"release\": \"" + id + "\"}";
            awaitOnlyClosed(rehearsal, id, "waiting for alarm shop-5xx to leave ALARM", approval);
            JsonNode told = told(states, pre);
            assertThat(told.path("release").asText()).isEqualTo(id);
            assertThat(told.path("phase").asText()).isEqualTo("pre-traffic");
            assertThat(told.path("state").asText()).as("where it was when it was told").isIn("Armed", "Draining");

            changesNothing(rehearsal, id, Forged.codeDeploy(id));

            alarms.setAlarmState(set -> set.alarmName(ALARM).stateValue(StateValue.OK).stateReason("test"));
            awaitOnlyClosed(rehearsal, id, approval);
            assertThat(states.task(post).end()).isEqualTo(new End.Waits());
            rehearsal.call("{\"command\": \"approve\", \"release\": \"" + id + "\", \"by\": \"Ann\"}");
            rehearsal.awaitEnd(id);

            assertThat(rehearsal.state(id)).isEqualTo("Completed");
            assertThat(rehearsal.status(id).path("approved").toString()).contains("Ann");
            assertThat(startedBy(rehearsal, id)).containsExactly("pre/1", "post/1");
            assertThat(history(rehearsal)).containsExactly("1 true", "2 true", "3 true");
            Await.until("the caller to be told", Rehearsal.PATIENCE, () -> hasEnded(states.task(post)));
            assertThat(states.task(post).heartbeats()).isPositive();
            assertThat(told(states, post)).isEqualTo(JSON.createObjectNode().put("release", id).put("version",
                    "shop:2").put("phase", "post-traffic").put("state", "Completed"));
            assertThat(rehearsal.defects()).isEmpty();
        }
    }

    private static void await(Rehearsal rehearsal, String id, String phase, String token) {
        JsonNode answer = rehearsal.call(JSON.createObjectNode().put("command", "await").put("release", id)
                .put("phase", phase).put("taskToken", token).toString());
        assertThat(answer.path("release").asText()).as(answer.toString()).isEqualTo(id);
    }

    private static JsonNode told(SimulatedStepFunctions states, String token) throws Exception {
        End end = states.task(token).end();
        assertThat(end).isInstanceOf(End.Succeeded.class);
        return JSON.readTree(((End.Succeeded) end).output());
    }

    private static boolean hasEnded(WaitingTask task) {
        return !task.end().equals(new End.Waits());
    }

    /** Announces the new version. @return the release's id */
    private static String announce(Rehearsal rehearsal, String taskDefinition, String token) {
        JsonNode answer = rehearsal.call(JSON.createObjectNode().put("command", "start").put("database", "shop")
                .put("taskDefinition", taskDefinition).put("taskToken", token).toString());
        assertThat(answer.path("state").asText()).as(answer.toString()).isEqualTo("PreRunning");
        return answer.path("release").asText();
    }

    @Test
    void aStateMachineAnnouncesADeploymentAndMakesItWhenItIsToldTo() throws Exception {
        try (Rehearsal rehearsal = prepare(DeploymentKind.ECS, ShopRelease.V42, "")) {
            SimulatedStepFunctions states = rehearsal.account.stepFunctions;
            String token = states.enter(HEARTBEAT);
            String taskDefinition = rehearsal.registerNew();
            String id = announce(rehearsal, taskDefinition, token);
            Await.until("the end of the phase", Rehearsal.PATIENCE, () -> hasEnded(states.task(token)));
            assertThat(told(states, token).path("state").asText()).isEqualTo("Armed");
            assertThat(states.task(token).heartbeats()).isPositive();
            assertThat(history(rehearsal)).containsExactly("1 true", "2 true");
            Instant migrated = rehearsal.migrationTasks().getFirst().executionStoppedAt();
            assertThat(rehearsal.newTasksBeganAt()).isEmpty();

            String deployment = rehearsal.deployUnasked(taskDefinition);
            rehearsal.awaitState(id, "Completed");

            assertThat(rehearsal.deploymentSucceeded(deployment)).isTrue();
            assertThat(rehearsal.newTasksBeganAt()).hasValueSatisfying(began -> assertThat(began).isAfter(migrated));
            assertThat(rehearsal.oldTasksGoneAt()).hasValueSatisfying(
                    gone -> assertThat(gone).isBefore(rehearsal.migrationTasks().getLast().createdAt()));
            assertThat(startedBy(rehearsal, id)).containsExactly("pre/1", "post/1");
            assertThat(history(rehearsal)).containsExactly("1 true", "2 true", "3 true");
            assertThat(rehearsal.defects()).isEmpty();
        }
    }

    @Test
    void aStateMachineIsToldThatThePhaseFailed() throws Exception {
        try (Rehearsal rehearsal = prepare(DeploymentKind.ECS, ShopRelease.V42_FAILING, "")) {
            SimulatedStepFunctions states = rehearsal.account.stepFunctions;
            String pre = states.enter(HEARTBEAT);
            String post = states.enter(HEARTBEAT);
            String id = announce(rehearsal, rehearsal.registerNew(), pre);
            await(rehearsal, id, "post-traffic", post);

            for (String token : List.of(pre, post)) {
                Await.until("the end of the phase", Rehearsal.PATIENCE, () -> hasEnded(states.task(token)));
                assertThat(states.task(token).end()).isInstanceOfSatisfying(End.Failed.class, failed -> {
                    assertThat(failed.error()).isEqualTo("Tidegate.PreFailed");
                    assertThat(failed.cause()).startsWith("pre-traffic migration task exited 3: ").contains(
                            "could not create unique index");
                });
            }
            assertThat(rehearsal.state(id)).isEqualTo("PreFailed");
            assertThat(history(rehearsal)).containsExactly("1 true");
            assertThat(rehearsal.defects()).isEmpty();
        }
    }
}
