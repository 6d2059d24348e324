package dev.tidegate.lambda.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Consumers beside the deploying service are judged by their code. */
class OtherConsumersTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final CodeIdentity TAG = new CodeIdentity.ImageTag();
    private static final Consumer WORKER = new Consumer(Consumer.Kind.SERVICE, "shop", "worker", TAG, Optional.empty());
    private static final Consumer REPORT = new Consumer(Consumer.Kind.FAMILY, "shop", "report", TAG, Optional.empty());
    private static final Code NEW = new Code(TAG, "42");
    private static final DrainReading DEPLOYED = new DrainReading.Deploying(NOON, "service \"web\"",
            new DrainReading.Identity("ecs-svc/42", "web:42"), List.of(), List.of());

    private static TaskSighting task(String tag, String lastStatus) {
        Set<Code> codes = tag.isEmpty() ? Set.of() : Set.of(new Code(TAG, tag));
        return new TaskSighting("task/" + tag, "ecs-svc/7", "worker:7", codes, lastStatus, Optional.empty(), Optional
                .empty());
    }

    private static DrainReading.Other seen(Consumer consumer, TaskSighting... tasks) {
        return new DrainReading.Other(NOON, consumer, List.of(tasks), List.of());
    }

    private static DrainVerdict judge(DrainReading... others) {
        return DrainRule.judge(Stream.concat(Stream.of(DEPLOYED),
                Stream.of(others)).toList(), Set.of(NEW));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            41 | RUNNING      | waiting for service "worker": 1 task of older code has not stopped (1 RUNNING); by image-tag they run 41, the release is 42
            43 | PENDING      | waiting for service "worker": 1 task of older code has not stopped (1 PENDING); by image-tag they run 43, the release is 42
            '' | DEACTIVATING | waiting for service "worker": 1 task of older code has not stopped (1 DEACTIVATING); by image-tag they run unknown, the release is 42
            """)
    void anyOtherCodeIsWaitedForAndNamed(String tag, String lastStatus, String sentence) {
        assertThat(judge(seen(WORKER, task("42", "RUNNING"), task(tag, lastStatus)))).isEqualTo(
                new DrainVerdict.NotClear(List.of(sentence)));
    }

    @Test
    void whoeverRunsTheNewCodeOrHasStoppedIsClear() {
        assertThat(judge(seen(WORKER, task("42", "RUNNING"), task("41", "STOPPED")), seen(REPORT, task("", "STOPPED"))))
                .isEqualTo(new DrainVerdict.Clear(new Clearance(NOON, List.of("service \"web\"", "service \"worker\"",
                        "task family \"report\""), 1, 2, Optional.empty())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"41", ""})
    void whatWouldBeStartedNextIsWaitedForEvenWithoutATask(String tag) {
        Standby standby = new Standby("worker:7", tag.isEmpty() ? Optional.empty() : Optional.of(new Code(TAG, tag)));

        assertThat(judge(new DrainReading.Other(NOON, WORKER, List.of(), List.of(new Standby("worker:8", Optional.of(
                NEW)), standby)))).isEqualTo(new DrainVerdict.NotClear(List.of("waiting for service \"worker\": it"
                        + " would start worker:7, whose code by image-tag is " + (tag.isEmpty() ? "unknown" : tag)
                        + "; the release is 42")));
    }

    @Test
    void everyConsumerThatIsWaitedForHasItsSentence() {
        assertThat(judge(seen(WORKER, task("41", "RUNNING")), new DrainReading.Unknown("task family \"report\"",
                "throttled"))).isEqualTo(new DrainVerdict.NotClear(List.of(
                        "waiting for service \"worker\": 1 task of older code has not stopped (1 RUNNING); by image-tag"
                                + " they run 41, the release is 42",
                        "cannot see who still runs in task family \"report\": throttled")));
    }

    @Test
    void oneThatCannotBeSeenIsNotClear() {
        assertThat(judge(seen(WORKER), new DrainReading.Unknown("task family \"report\"", "throttled"))).isEqualTo(
                new DrainVerdict.NotSeen(List.of("cannot see who still runs in task family \"report\": throttled")));
    }

    @Test
    void theDigestOfANewImageIsLearntFromTheDeployingServicesOwnTasks() {
        CodeIdentity digest = new CodeIdentity.ImageDigest();
        Code code = new Code(digest, "sha256:42");
        TaskSighting own = new TaskSighting("task/web", "ecs-svc/42", "web:42", Set.of(code), "RUNNING", Optional
                .empty(), Optional.empty());
        Consumer worker = new Consumer(Consumer.Kind.SERVICE, "shop", "worker", digest, Optional.empty());
        DrainReading same = seen(worker, new TaskSighting("task/worker", "ecs-svc/7", "worker:7", Set.of(code),
                "RUNNING", Optional.empty(), Optional.empty()));

        assertThat(DrainRule.judge(List.of(new DrainReading.Deploying(NOON, "service \"web\"",
                new DrainReading.Identity("ecs-svc/42", "web:42"), List.of(own), List.of()), same), Set.of()))
                .isInstanceOf(DrainVerdict.Clear.class);
        assertThat(DrainRule.judge(List.of(DEPLOYED, same), Set.of())).isInstanceOf(DrainVerdict.NotClear.class);
        assertThat(DrainRule.judge(List.of(new DrainReading.Deploying(NOON, "service \"web\"",
                new DrainReading.Identity("ecs-svc/41", "web:41"), List.of(own), List.of()), same), Set.of()))
                .isInstanceOf(DrainVerdict.NotClear.class);
    }

    @Test
    void whereNothingWasLookedAtNothingIsClear() {
        assertThat(DrainRule.judge(List.of(), Set.of())).isEqualTo(new DrainVerdict.NotSeen(List.of(
                "nothing was looked at")));
    }

    private static Before before(DrainReading... readings) {
        return Before.of(List.of(readings), Set.of(NEW));
    }

    @Test
    void whatRanBeforeIsKnownOnlyWhenEverybodyWasSeen() {
        DrainReading running = seen(WORKER, task("41", "RUNNING"), task("40", "STOPPED"));

        assertThat(before(DEPLOYED, running)).isEqualTo(new Before(Optional.of(Set.of(new Code(TAG, "41"),
                new Code(TAG, "40"))), false));
        assertThat(before(running, new DrainReading.Unknown("x", "y"))).isEqualTo(Before.UNKNOWN);
        assertThat(before()).isEqualTo(Before.UNKNOWN);
        assertThat(before(DEPLOYED, seen(WORKER, task("40", "STOPPED")))).extracting(Before::nothing).isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource({"42,true", "41,false", "'',false"})
    void whatWouldBeStartedIsNothingOnlyWhenItIsTheReleasesOwnCode(String tag, boolean nothing) {
        Standby standby = new Standby("report:7", tag.isEmpty() ? Optional.empty() : Optional.of(new Code(TAG, tag)));
        DrainReading waits = new DrainReading.Other(NOON, REPORT, List.of(), List.of(standby));
        DrainReading runs = new DrainReading.Other(NOON, REPORT, List.of(task("42", "PENDING")), List.of(standby));

        assertThat(before(DEPLOYED, waits).nothing()).isEqualTo(nothing);
        assertThat(before(DEPLOYED, runs).nothing()).as("a task is something, whatever it runs").isFalse();
    }
}
