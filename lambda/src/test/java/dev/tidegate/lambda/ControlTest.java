package dev.tidegate.lambda;

import static dev.tidegate.lambda.Office.CODE_DEPLOY;
import static dev.tidegate.lambda.Office.HOOK;
import static dev.tidegate.lambda.Office.NATIVE;
import static dev.tidegate.lambda.Office.OUTAGE;
import static dev.tidegate.lambda.Office.codeDeployHook;
import static dev.tidegate.lambda.Office.hook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lambda.release.Attempt;
import dev.tidegate.lambda.release.Correspondence;
import dev.tidegate.lambda.release.Lineage;
import dev.tidegate.lambda.release.Wishes;
import dev.tidegate.lambda.release.Ledger;
import dev.tidegate.lambda.release.HookAnswer;
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
import dev.tidegate.lambda.trigger.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every kind of trigger makes the function do and answer. */
class ControlTest {
    private final Office office = new Office();
    private final MemoryLedger ledger = office.ledger;
    private final ScriptedCloud cloud = office.cloud;

    private String answer(Trigger trigger) {
        return office.answer(trigger);
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
        assertThat(office.log()).isEqualToIgnoringNewLines("""
                {"at":"2026-03-01T12:00:00Z","level":"WARN","event":"failed","release":"dep42","version":"dep42",\
                "phase":"pre-traffic","state":"Opened","message":"throttled",\
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
        office.passes(Duration.ofMinutes(1));
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
            public Release save(Release release, Lineage lineage) {
                throw OUTAGE;
            }

            @Override
            public Lineage lineage(String database) {
                throw OUTAGE;
            }

            @Override
            public Stream<ReleaseId> due(Instant now) {
                throw OUTAGE;
            }
        };
        return office.control(away);
    }

    @Test
    void aCodeDeployHookThatCannotBeRecordedFailsAtOnceInsteadOfAfterAnHour() {
        withoutLedger().handle(codeDeployHook("hook-1"), Office.call());

        assertThat(cloud.taken).containsExactly(
                Map.entry("hook-1", new HookAnswer.Failed("the release could not be recorded: throttled")));
        assertThat(cloud.started).isEmpty();
    }

    @Test
    void aRollbackIsLetThroughEvenIfItCannotBeRecorded() {
        cloud.resolution = new Resolution.Bypass("the deployment is a rollback");
        withoutLedger().handle(codeDeployHook("hook-1"), Office.call());

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
    @ValueSource(strings = {"sweep", "deployment", "codedeploy"})
    void everyEventMakesEveryOpenReleaseBeLookedAt(String kind) {
        answer(HOOK);
        answer(codeDeployHook("hook-1"));
        cloud.endTasks(new TaskStatus.Exited(0, ""));
        office.passes(Duration.ofMinutes(1));

        assertThat(answer(switch (kind) {
            case "sweep" -> new Trigger.Sweep();
            case "deployment" -> new Trigger.DeploymentChanged(Samples.NATIVE.service());
            case "codedeploy" -> new Trigger.CodeDeployChanged("d-42", "app", "group");
            default -> throw new AssertionError();
        })).isEqualTo("{}");

        assertThat(ledger.kept(NATIVE).state()).isEqualTo(new State.Armed());
        assertThat(ledger.kept(CODE_DEPLOY).state()).isEqualTo(new State.Armed());
    }

    @Test
    void aReleaseThatCannotBeLookedAfterDoesNotKeepTheOthersWaiting() {
        Release broken = Release.open(new ReleaseId("broken"), Samples.NATIVE, Correspondence.NONE,
                Instant.EPOCH, "why");
        ledger.keep(new Release(broken.id(), broken.deployment(), broken.openedAt(), Optional.empty(), broken
                .correspondence(), Wishes.NONE,
                new State.PostRunning(new Attempt(1, Instant.EPOCH, Instant.EPOCH,
                        Optional.empty()), Samples.EVIDENCE, new State.Tries(1, 0)),
                Optional.of(Instant.EPOCH), 1, broken.history()));
        answer(HOOK);
        cloud.endTasks(new TaskStatus.Exited(0, ""));
        office.passes(Duration.ofMinutes(1));

        answer(new Trigger.Sweep());

        assertThat(ledger.kept(NATIVE).state()).isEqualTo(new State.Armed());
        assertThat(office.log()).contains("\"level\":\"ERROR\",\"event\":\"failed\","
                + "\"release\":\"broken\",\"message\":\"release broken is PostRunning but was never looked up\"");
        assertThat(ledger.kept(broken.id()).lookAt()).as("goes to the end of the line").contains(office.clock.instant()
                .plus(Duration.ofMinutes(1)));
    }
}
