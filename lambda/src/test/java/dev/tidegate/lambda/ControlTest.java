package dev.tidegate.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lambda.json.JsonText;
import dev.tidegate.lambda.release.Attempt;
import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.settings.Settings;
import dev.tidegate.lambda.release.Ledger;
import dev.tidegate.lambda.release.DeploymentStatus;
import dev.tidegate.lambda.release.HookAnswer;
import dev.tidegate.lambda.release.Interruption;
import dev.tidegate.lambda.release.MemoryLedger;
import dev.tidegate.lambda.release.Phase;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.ReleaseId;
import dev.tidegate.lambda.release.Resolution;
import dev.tidegate.lambda.release.Samples;
import dev.tidegate.lambda.release.ScriptedCloud;
import dev.tidegate.lambda.release.State;
import dev.tidegate.lambda.release.TaskKey;
import dev.tidegate.lambda.release.TaskStatus;
import dev.tidegate.lambda.settings.SettingsReader;
import dev.tidegate.lambda.trigger.Trigger;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every kind of trigger makes the function do and answer. */
class ControlTest {
    private static final ReleaseId NATIVE = new ReleaseId("dep42");
    private static final ReleaseId CODE_DEPLOY = new ReleaseId("d-42");
    private static final Trigger HOOK = hook("PRE_SCALE_UP");
    private static final Cloud.Unavailable OUTAGE = new Cloud.Unavailable("throttled", null);

    private static final Settings SETTINGS = SettingsReader.read(Map.of("TIDEGATE_TABLE", "t", "TIDEGATE_SETTINGS",
            """
                    {"databases": [{"name": "orders", "cluster": "shop", "service": "web", "hookPoll": "7s",
                      "task": {"container": "migrate"}}]}"""));

    private final InstantSource clock = () -> Samples.NOON;
    private final Interruption interruption = new Interruption();
    private final MemoryLedger ledger = new MemoryLedger(interruption);
    private final ScriptedCloud cloud = new ScriptedCloud(interruption, clock);
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final Control control = new Control(SETTINGS, ledger, cloud, clock, new LogLines(new PrintStream(log, true,
            StandardCharsets.UTF_8), clock));

    private static Trigger hook(String stage) {
        return new Trigger.NativeHook(stage, Samples.NATIVE.serviceDeployment(), Samples.NATIVE.service(),
                Samples.NATIVE.targetRevision());
    }

    private static Trigger codeDeployHook(String executionId) {
        return new Trigger.CodeDeployHook("d-42", executionId);
    }

    private String answer(Trigger trigger) {
        return JsonText.of(control.handle(trigger));
    }

    @Test
    void ecsIsToldToAskAgainUntilTheMigrationsAreCommitted() {
        assertThat(answer(HOOK)).isEqualTo("{\"hookStatus\":\"IN_PROGRESS\",\"callBackDelay\":7}");
        assertThat(answer(HOOK)).isEqualTo("{\"hookStatus\":\"IN_PROGRESS\",\"callBackDelay\":7}");
        assertThat(cloud.orders(Phase.PRE_TRAFFIC)).hasSize(1);

        cloud.endTasks(new TaskStatus.Exited(0, ""));
        assertThat(answer(HOOK)).isEqualTo("{\"hookStatus\":\"SUCCEEDED\"}");
        assertThat(answer(HOOK)).isEqualTo("{\"hookStatus\":\"SUCCEEDED\"}");
    }

    @Test
    void ecsIsToldWhyTheDeploymentMustNotGoOn() {
        cloud.resolution = new Resolution.Refuse("no container \"migrate\"");

        assertThat(answer(HOOK))
                .isEqualTo("{\"hookStatus\":\"FAILED\",\"reason\":\"no container \\\"migrate\\\"\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RECONCILE_SERVICE", "POST_SCALE_UP", "TEST_TRAFFIC_SHIFT", "PRODUCTION_TRAFFIC_SHIFT",
            "POST_PRODUCTION_TRAFFIC_SHIFT", "A_NEW_STAGE"})
    void everyOtherStageIsLetThroughAndOpensNothing(String stage) {
        assertThat(answer(hook(stage))).isEqualTo("{\"hookStatus\":\"SUCCEEDED\"}");
        assertThat(ledger.needingAttention()).isEmpty();
    }

    @Test
    void ecsIsToldToAskAgainWhenAwsCannotBeAsked() {
        cloud.outage = Optional.of(OUTAGE);

        assertThat(answer(HOOK)).isEqualTo("{\"hookStatus\":\"IN_PROGRESS\",\"callBackDelay\":7}");
        assertThat(log.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("""
                {"at":"2026-03-01T12:00:00Z","level":"WARN","event":"failed","release":"dep42","message":"throttled",\
                "exception":"dev.tidegate.lambda.release.Cloud$Unavailable"}""");
    }

    @Test
    void codeDeployIsAnsweredByACallAndNotByWhatIsReturned() {
        assertThat(answer(codeDeployHook("hook-1"))).isEqualTo("{}");
        assertThat(answer(codeDeployHook("hook-1"))).isEqualTo("{}");
        assertThat(cloud.sent).isEmpty();

        cloud.endTasks(new TaskStatus.Exited(0, ""));
        assertThat(answer(new Trigger.TaskChanged("task",
                Optional.of(new TaskKey(CODE_DEPLOY, Phase.PRE_TRAFFIC, 1))))).isEqualTo("{}");
        assertThat(cloud.taken).isEqualTo(Map.of("hook-1", new HookAnswer.Succeeded()));
        assertThat(cloud.orders(Phase.PRE_TRAFFIC)).hasSize(1);
    }

    @Test
    void aCodeDeployHookIsKeptWhenAwsCannotBeAsked() {
        cloud.outage = Optional.of(OUTAGE);
        assertThat(answer(codeDeployHook("hook-1"))).isEqualTo("{}");

        cloud.outage = Optional.empty();
        answer(new Trigger.Sweep());

        assertThat(cloud.orders(Phase.PRE_TRAFFIC)).hasSize(1);
    }

    private Control withoutLedger() {
        Ledger away = new Ledger() {
            @Override
            public Optional<Release> find(ReleaseId id) {
                throw OUTAGE;
            }

            @Override
            public Release openIfAbsent(Release release) {
                throw OUTAGE;
            }

            @Override
            public Release save(Release release) {
                throw OUTAGE;
            }

            @Override
            public List<ReleaseId> needingAttention() {
                throw OUTAGE;
            }
        };
        return new Control(SETTINGS, away, cloud, clock, new LogLines(new PrintStream(log, true,
                StandardCharsets.UTF_8), clock));
    }

    @Test
    void aCodeDeployHookThatCannotBeRecordedFailsAtOnceInsteadOfAfterAnHour() {
        withoutLedger().handle(codeDeployHook("hook-1"));

        assertThat(cloud.taken).containsExactly(
                Map.entry("hook-1", new HookAnswer.Failed("the release could not be recorded: throttled")));
        assertThat(cloud.started).isEmpty();
    }

    @Test
    void aRollbackIsLetThroughEvenIfItCannotBeRecorded() {
        cloud.resolution = new Resolution.Bypass("the deployment is a rollback");
        withoutLedger().handle(codeDeployHook("hook-1"));

        assertThat(cloud.taken).containsExactly(Map.entry("hook-1", new HookAnswer.Succeeded()));
    }

    @Test
    void aLaterCodeDeployHookIsLetThrough() {
        answer(codeDeployHook("hook-1"));
        cloud.endTasks(new TaskStatus.Exited(0, ""));
        answer(codeDeployHook("hook-1"));

        answer(codeDeployHook("hook-2"));

        assertThat(cloud.taken).containsEntry("hook-2", new HookAnswer.Succeeded());
        assertThat(cloud.orders(Phase.PRE_TRAFFIC)).hasSize(1);
    }

    @Test
    void anotherHookIsNeverLetThroughBeforeTheMigrationsAreCommitted() {
        answer(codeDeployHook("hook-1"));

        answer(codeDeployHook("hook-2"));

        assertThat(cloud.sent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sweep", "deployment", "codedeploy", "task"})
    void everyEventMakesEveryOpenReleaseBeLookedAt(String kind) {
        answer(HOOK);
        answer(codeDeployHook("hook-1"));
        cloud.endTasks(new TaskStatus.Exited(0, ""));

        assertThat(answer(switch (kind) {
            case "sweep" -> new Trigger.Sweep();
            case "deployment" -> new Trigger.DeploymentChanged(Samples.NATIVE.service());
            case "codedeploy" -> new Trigger.CodeDeployChanged("d-42");
            default -> new Trigger.TaskChanged("task/of/the/service", Optional.empty());
        })).isEqualTo("{}");

        assertThat(ledger.kept(NATIVE).state()).isEqualTo(new State.Armed());
        assertThat(ledger.kept(CODE_DEPLOY).state()).isEqualTo(new State.Armed());
    }

    @Test
    void aReleaseThatCannotBeLookedAfterDoesNotKeepTheOthersWaiting() {
        Release broken = Release.open(new ReleaseId("broken"), Samples.NATIVE, Optional.empty(),
                Instant.EPOCH, "why");
        ledger.keep(new Release(broken.id(), broken.deployment(), broken.openedAt(), Optional.empty(), broken.hook(),
                new State.PostRunning(new Attempt(1, Instant.EPOCH, Instant.EPOCH,
                        Optional.empty()), Samples.EVIDENCE, new State.Tries(1, 0)),
                1, broken.history()));
        answer(HOOK);
        cloud.endTasks(new TaskStatus.Exited(0, ""));

        answer(new Trigger.Sweep());

        assertThat(ledger.kept(NATIVE).state()).isEqualTo(new State.Armed());
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("\"level\":\"ERROR\",\"event\":\"failed\","
                + "\"release\":\"broken\",\"message\":\"release broken is PostRunning but was never looked up\"");
    }

    @Test
    void anAnnouncementIsOneReleaseHoweverOftenItIsMade() {
        Trigger start = new Trigger.Start("orders", "arn:aws:ecs:eu-west-1:1:task-definition/web:42", Optional.empty());
        String answer = "{\"release\":\"orders-web-42\",\"version\":\"web:42\",\"state\":\"PreRunning\","
                + "\"openedAt\":\"2026-03-01T12:00:00Z\",\"why\":\"pre-traffic migration task is PENDING\"}";

        assertThat(answer(start)).isEqualTo(answer);
        assertThat(answer(start)).isEqualTo(answer);
        assertThat(cloud.started).hasSize(1);
    }

    @Test
    void anAnnouncementForAnUnknownDatabaseIsRefused() {
        assertThat(answer(new Trigger.Start("order", "web:42", Optional.empty()))).isEqualTo(
                "{\"error\":\"no database \\\"order\\\" in the settings; there is orders\"}");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReleaseThatIsNotThereIsSaidToBe(boolean explain) {
        ReleaseId nobody = new ReleaseId("nobody");

        assertThat(answer(explain ? new Trigger.Explain(nobody) : new Trigger.Status(nobody))).isEqualTo(
                "{\"error\":\"no release \\\"nobody\\\" in the ledger; its id is the last part of the service "
                        + "deployment's ARN, the CodeDeploy deployment id, or what \\\"start\\\" answered\"}");
    }

    @Test
    void explainLooksAgain() {
        answer(HOOK);
        cloud.endTasks(new TaskStatus.Exited(0, ""));
        cloud.deployment = new DeploymentStatus.UnderWay("BAKE_TIME, IN_PROGRESS");

        assertThat(answer(new Trigger.Explain(NATIVE))).isEqualTo("{\"release\":\"dep42\",\"version\":\"web:42\","
                + "\"state\":\"Armed\",\"openedAt\":\"2026-03-01T12:00:00Z\","
                + "\"why\":\"waiting for the deployment: it is in BAKE_TIME, IN_PROGRESS\"}");
    }

    @Test
    void explainSaysThatItCannotLook() {
        cloud.outage = Optional.of(OUTAGE);
        answer(HOOK);

        assertThat(answer(new Trigger.Explain(NATIVE))).endsWith("\"state\":\"Opened\",\"openedAt\":"
                + "\"2026-03-01T12:00:00Z\",\"why\":\"cannot look: throttled\"}");
    }

    @Test
    void statusTellsWhatIsRecordedWithoutLooking() {
        ledger.keep(Samples.in(Samples.nativeRelease(), new State.Completed(Samples.EVIDENCE)));
        cloud.outage = Optional.of(OUTAGE);

        assertThat(answer(new Trigger.Status(NATIVE))).isEqualTo("{\"release\":\"dep42\",\"version\":\"web:42\","
                + "\"state\":\"Completed\",\"openedAt\":\"2026-03-01T12:00:00Z\",\"target\":{\"database\":\"orders\","
                + "\"cluster\":\"shop\",\"service\":\"web\",\"taskDefinition\":\"" + Samples.TARGET.taskDefinition()
                + "\",\"migrationTaskDefinition\":\"" + Samples.TARGET.migrationTaskDefinition() + "\"},\"evidence\":"
                + "\"3 old tasks stopped, last at 2026-03-01T11:59:55Z; 2 new; read at 2026-03-01T12:00:00Z and "
                + "2026-03-01T12:00:30Z\",\"history\":[{\"at\":\"2026-03-01T12:00:00Z\",\"state\":\"Opened\",\"why\":"
                + "\"ECS asked at PRE_SCALE_UP\"},{\"at\":\"2026-03-01T12:00:00Z\",\"state\":\"Completed\",\"why\":"
                + "\"put there by the test\"}]}");
    }
}
