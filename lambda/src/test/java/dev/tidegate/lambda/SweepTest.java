package dev.tidegate.lambda;

import static dev.tidegate.lambda.release.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lambda.release.Attempt;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The sweep of every minute over many releases, on a clock that goes on a millisecond whenever it is read. */
class SweepTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private Instant now = NOON;
    private final Interruption none = new Interruption();
    private final List<ReleaseId> looked = new ArrayList<>();
    private final List<ReleaseId> failed = new ArrayList<>();
    private MemoryLedger ledger = new MemoryLedger(none);

    private Instant tick() {
        now = now.plusMillis(1);
        return now;
    }

    private void sweep() {
        var settings = SettingsReader.read(Map.of("TIDEGATE_TABLE", "t", "TIDEGATE_SETTINGS",
                """
                        {"databases": [{"name": "orders", "cluster": "shop", "service": "web", "task": {"container": "m"}}]}"""));
        new Control(settings, ledger, new ScriptedCloud(none, this::tick), new Reconciler.Conduct(_ -> Rules.DEFAULT),
                this::tick, new Watcher() {
                    @Override
                    public void entered(Release before, Release release, String why) {}

                    @Override
                    public void waits(Release release, String why) {
                        looked.add(release.id());
                    }

                    @Override
                    public void failed(ReleaseId id, RuntimeException problem) {
                        failed.add(id);
                    }

                    @Override
                    public void asked(Asked asked) {}
                }).handle(new Trigger.Sweep(), new Call("request", Optional.empty(), now.plus(LIMIT)));
    }

    /** Releases that wait for their deployments, each due a second after the one before. */
    private List<ReleaseId> armed(String name, int many, Instant first) {
        return IntStream.range(0, many).mapToObj(i -> {
            ReleaseId id = new ReleaseId(name + i);
            ledger.keep(Samples.lookingAt(Samples.in(Samples.nativeRelease(id), new State.Armed()), Optional.of(first
                    .plusSeconds(i))));
            return id;
        }).toList();
    }

    @Test
    void tenThousandReleasesAreLookedAtInTurnAndTheSweepEndsInTime() {
        List<ReleaseId> all = armed("r", 10_000, NOON.minus(Duration.ofDays(1)));

        Instant began = now;
        sweep();
        assertThat(now).isBetween(began.plus(LIMIT), began.plus(LIMIT).plusMillis(20));
        assertThat(looked).hasSizeBetween(500, 9_999).isEqualTo(all.subList(0, looked.size()));

        for (int sweeps = 0; sweeps < 20 && looked.size() < all.size(); sweeps++) {
            sweep();
        }
        assertThat(looked.subList(0, all.size())).isEqualTo(all);
        assertThat(failed).isEmpty();
    }

    @Test
    void releasesThatCannotBeReadDoNotKeepTheOthersWaiting() {
        ledger = new MemoryLedger(none) {
            @Override
            public Optional<Release> find(ReleaseId id) {
                if (id.value().startsWith("broken")) {
                    throw new IllegalArgumentException("an item that nobody can read");
                }
                return super.find(id);
            }
        };
        List<ReleaseId> broken = armed("broken", 200, NOON.minus(Duration.ofDays(2)));
        List<ReleaseId> good = armed("good", 3, NOON.minus(Duration.ofDays(1)));

        sweep();

        assertThat(looked).isEqualTo(good);
        assertThat(failed).isEqualTo(broken);
    }

    @Test
    void releasesThatAreLookedAtEveryMinuteDoNotKeepTheOthersWaiting() {
        List<ReleaseId> all = IntStream.range(0, 10_000).mapToObj(i -> {
            ReleaseId id = new ReleaseId("hook" + i);
            ledger.keep(Samples.lookingAt(Samples.in(Samples.nativeRelease(id), new State.PreRunning(new Attempt(1,
                    NOON, NOON, Optional.of(new Attempt.Started("task", NOON))))), Optional.of(NOON)));
            return id;
        }).toList();

        sweep();
        assertThat(looked).hasSizeBetween(500, 9_000);
        for (int sweeps = 0; sweeps < 5 && looked.size() < all.size(); sweeps++) {
            sweep();
        }

        assertThat(looked.subList(0, all.size())).doesNotHaveDuplicates();
    }
}
