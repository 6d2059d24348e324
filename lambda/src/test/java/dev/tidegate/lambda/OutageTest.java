package dev.tidegate.lambda;

import static dev.tidegate.lambda.release.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.lambda.release.TaskStatus;
import dev.tidegate.lambda.release.Phase;
import dev.tidegate.lambda.release.Caller;
import dev.tidegate.lambda.release.DeploymentStatus;
import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.DisturbedCloud;
import dev.tidegate.lambda.release.Interruption;
import dev.tidegate.lambda.release.MemoryLedger;
import dev.tidegate.lambda.release.Reconciler;
import dev.tidegate.lambda.release.Release;
import dev.tidegate.lambda.release.ReleaseId;
import dev.tidegate.lambda.release.Rules;
import dev.tidegate.lambda.release.Samples;
import dev.tidegate.lambda.release.ScriptedCloud;
import dev.tidegate.lambda.release.State;
import dev.tidegate.lambda.release.Watcher;
import dev.tidegate.lambda.settings.SettingsReader;
import dev.tidegate.lambda.trigger.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of hooks and releases while AWS, or a part of it, cannot be asked for long. */
class OutageTest {
    private Instant now = NOON;
    private final Interruption none = new Interruption();
    private final List<ReleaseId> looked = new ArrayList<>();
    private MemoryLedger ledger = new MemoryLedger(none);

    private Control control(Cloud cloud) {
        var settings = SettingsReader.read(Map.of("TIDEGATE_TABLE", "t", "TIDEGATE_SETTINGS",
                """
                        {"databases": [{"name": "orders", "cluster": "shop", "service": "web", "task": {"container": "m"}}]}"""));
        return new Control(settings, ledger, cloud, new Reconciler.Conduct(_ -> Rules.DEFAULT), () -> now,
                new Watcher() {
                    @Override
                    public void entered(Release before, Release release, String why) {
                        looked.add(release.id());
                    }

                    @Override
                    public void waits(Release release, String why) {
                        looked.add(release.id());
                    }

                    @Override
                    public void failed(ReleaseId id, RuntimeException problem) {}

                    @Override
                    public void asked(Asked asked) {}
                });
    }

    /** EventBridge cannot be reached from the function's subnet: each try takes until the SDK gives up (12 to 20 s). */
    @Test
    void releasesThatHaveEndedDoNotKeepOpenOnesWaiting() {
        ScriptedCloud scripted = new ScriptedCloud(none, () -> now);
        scripted.deployment = new DeploymentStatus.Succeeded();
        scripted.oldTask = "STOPPED";
        Cloud cloud = DisturbedCloud.of(scripted, (call, arguments) -> {
            if (call.equals("publish")) {
                now = now.plusSeconds(20);
                throw new Cloud.Unavailable("EventBridge PutEvents: connect timed out", null);
            }
            return Optional.empty();
        });
        for (int i = 0; i < 3; i++) {
            ledger.keep(Samples.lookingAt(Samples.in(Samples.nativeRelease(new ReleaseId("ended" + i)),
                    new State.Disarmed("rolled back")), Optional.of(NOON.minusSeconds(60))));
        }
        ReleaseId open = new ReleaseId("open");
        ledger.keep(Samples.lookingAt(Samples.in(Samples.nativeRelease(open), new State.Armed()), Optional.of(NOON
                .minusSeconds(30))));
        Control control = control(cloud);
        for (int minute = 0; minute < 12 * 60; minute++) {
            Instant began = now;
            control.handle(new Trigger.Sweep(), new Call("r", Optional.empty(), began.plusSeconds(40)));
            now = began.plus(Duration.ofMinutes(1)).isAfter(now) ? began.plus(Duration.ofMinutes(1)) : now;
        }
        assertThat(looked).filteredOn(open::equals).hasSizeGreaterThan(100);
    }

    @Test
    void anEcsHookIsAnsweredAtItsDeadlineAlsoIfTheLedgerCannotBeRead() {
        ledger = new MemoryLedger(none) {
            @Override
            public Optional<Release> find(ReleaseId id) {
                throw new Cloud.Unavailable("DynamoDB GetItem: AccessDeniedException", null);
            }

            @Override
            public Release openIfAbsent(Release release) {
                throw new Cloud.Unavailable("DynamoDB PutItem: AccessDeniedException", null);
            }
        };
        Control control = control(new ScriptedCloud(none, () -> now));
        Trigger.NativeHook first = (Trigger.NativeHook) Office.HOOK;
        Trigger hook = first;
        for (int minute = 0; minute < 50; minute++) {
            Map<String, Object> answer = control.handle(hook, new Call("r", Optional.empty(), now.plusSeconds(40)));
            assertThat(answer).containsEntry("hookStatus", "IN_PROGRESS");
            Map<?, ?> details = (Map<?, ?>) answer.get("hookDetails");
            hook = new Trigger.NativeHook(first.stage(), first.serviceDeployment(), first.service(), first
                    .targetRevision(), Optional.of((Instant) details.get("tidegateWaitingSince")));
            now = now.plus(Duration.ofMinutes(1));
        }
        Map<String, Object> answer = control.handle(hook, new Call("r", Optional.empty(), now.plusSeconds(40)));
        assertThat(answer).containsEntry("hookStatus", "FAILED").containsEntry("reason",
                "the release could not be recorded: DynamoDB GetItem: AccessDeniedException");
    }

    /** It may be a rollback: Lambda calls again rather than that it is failed. */
    @Test
    void aCodeDeployHookThatIsNeitherRecordedNorLookedUpIsAnErrorOfTheFunction() {
        ledger = new MemoryLedger(none) {
            @Override
            public Release openIfAbsent(Release release) {
                throw new Cloud.Unavailable("DynamoDB PutItem: throttled", null);
            }
        };
        ScriptedCloud scripted = new ScriptedCloud(none, () -> now);
        Cloud cloud = DisturbedCloud.of(scripted, (call, arguments) -> {
            if (call.equals("resolve")) {
                throw new Cloud.Unavailable("CodeDeploy GetDeployment: throttled", null);
            }
            return Optional.empty();
        });
        Control control = control(cloud);
        assertThatThrownBy(() -> control.handle(Office.codeDeployHook("hook-execution-1"), new Call("r", Optional
                .empty(),
                now.plusSeconds(40)))).hasMessage("CodeDeploy GetDeployment: throttled");
        assertThat(scripted.sent).isEmpty();
    }

    @Test
    void aHeartbeatComesAtLeastEverySevenMinutes() {
        ScriptedCloud scripted = new ScriptedCloud(none, () -> now);
        List<Instant> beats = new ArrayList<>();
        Cloud cloud = DisturbedCloud.of(scripted, (call, arguments) -> {
            now = now.plusMillis(20);
            if (call.equals("heartbeat")) {
                beats.add(now);
            }
            return Optional.empty();
        });
        Control control = control(cloud);
        control.handle(new Trigger.Start("orders", Optional.empty(), "web:42", Optional.empty(), Optional.of(
                new Caller(Phase.POST_TRAFFIC, "token")),
                Optional.of("ann")), new Call("r", Optional.empty(), now.plusSeconds(40)));
        scripted.endTasks(new TaskStatus.Exited(0, ""));
        Instant begin = now;
        for (int minute = 1; minute < 120; minute++) {
            now = begin.plus(Duration.ofMinutes(minute));
            control.handle(new Trigger.Sweep(), new Call("r", Optional.empty(), now.plusSeconds(40)));
        }
        Duration longest = Duration.ZERO;
        for (int i = 1; i < beats.size(); i++) {
            Duration gap = Duration.between(beats.get(i - 1), beats.get(i));
            longest = gap.compareTo(longest) > 0 ? gap : longest;
        }
        assertThat(longest).isLessThanOrEqualTo(Duration.ofMinutes(7));
    }
}
