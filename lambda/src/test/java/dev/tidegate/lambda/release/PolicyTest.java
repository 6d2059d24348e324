package dev.tidegate.lambda.release;

import static dev.tidegate.lambda.release.Samples.EVIDENCE;
import static dev.tidegate.lambda.release.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tidegate.lambda.drain.Before;
import dev.tidegate.lambda.drain.DrainReading;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is decided in each state for each thing that can be observed. */
class PolicyTest {
    private static final Policy POLICY = new Policy(Rules.DEFAULT);
    private static final Instant LATER = NOON.plusSeconds(30);
    private static final DrainReading CLEAR = Samples.clear(LATER);
    private static final DrainReading LINGERING = Samples.reading(LATER, "RUNNING");
    private static final DrainReading UNSEEN = new DrainReading.Unknown("service \"web\"", "throttled");
    private static final Release RELEASE = Samples.in(Samples.nativeRelease(), new State.Armed());
    private static final String LINGERS = "waiting for service \"web\": 1 task of older code has not stopped (1 RUNNING)";
    private static final State.Draining CLEAR_ONCE = State.Draining.begin().seenClear(Samples.CLEARANCE);

    static Stream<Arguments> resolutions() {
        return Stream.of(
                arguments(new Resolution.Migrates(Samples.TARGET), new State.PreRunning(Attempt.claim(1, NOON)),
                        "version web:42 of web is being deployed"),
                arguments(new Resolution.Bypass("goes back"), new State.Bypassed("goes back"), "goes back"),
                arguments(new Resolution.Refuse("wrong"), new State.Refused("wrong"), "wrong"));
    }

    @ParameterizedTest
    @MethodSource("resolutions")
    void opened(Resolution resolution, State next, String why) {
        Decision decision = resolution instanceof Resolution.Migrates(Target target)
                ? POLICY.opened(Samples.nativeRelease(), target, Before.UNKNOWN, Lineage.none("orders"), NOON)
                : POLICY.opened(resolution);

        assertThat(decision.next()).isEqualTo(next);
        assertThat(decision.why()).isEqualTo(why);
        assertThat(decision.target().isPresent()).isEqualTo(next instanceof State.PreRunning);
    }

    static Stream<Arguments> deploymentsWhenArmed() {
        return Stream.of(
                arguments(new DeploymentStatus.UnderWay("BAKE_TIME, IN_PROGRESS"), new State.Armed(),
                        "waiting for the deployment: it is in BAKE_TIME, IN_PROGRESS"),
                arguments(new DeploymentStatus.Unknown("throttled"), new State.Armed(),
                        "waiting for the deployment: cannot see how it stands: throttled"),
                arguments(new DeploymentStatus.NotBegun("web:42"), new State.Armed(),
                        "waiting for the deployment: none of web:42 has begun"),
                arguments(new DeploymentStatus.Succeeded(), State.Draining.begin(), "the deployment succeeded"),
                arguments(new DeploymentStatus.Failed("stopped"), new State.Disarmed("stopped"), "stopped"),
                arguments(new DeploymentStatus.Superseded("43 came"), new State.Disarmed("43 came"), "43 came"));
    }

    @ParameterizedTest
    @MethodSource("deploymentsWhenArmed")
    void armed(DeploymentStatus deployment, State next, String why) {
        assertThat(POLICY.armed(Samples.nativeRelease(), new State.Armed(), deployment, NOON)).isEqualTo(Decision.to(
                next, why));
    }

    static Stream<Arguments> gates() {
        DeploymentStatus succeeded = new DeploymentStatus.Succeeded();
        State.Draining begun = State.Draining.begin();
        State.Draining backOff = new State.Draining(Optional.of(Samples.CLEARANCE), Optional.empty(),
                Optional.of(LATER.plusNanos(1)), new State.Tries(3, 1));
        return Stream.of(
                arguments(begun, succeeded, CLEAR, "Draining, clear since 2026-03-01T12:00:30Z",
                        "no old code seen at 2026-03-01T12:00:30Z; looking again at 2026-03-01T12:01:00Z"),
                arguments(begun, succeeded, LINGERING, "Draining", LINGERS),
                arguments(CLEAR_ONCE, succeeded, LINGERING, "Draining", LINGERS),
                arguments(CLEAR_ONCE, succeeded, UNSEEN, "Draining",
                        "cannot see who still runs in service \"web\": throttled"),
                arguments(begun.seenClear(Samples.clearance(NOON.plusNanos(1))), succeeded, CLEAR,
                        "Draining, clear since 2026-03-01T12:00:00.000000001Z",
                        "no old code seen at 2026-03-01T12:00:00.000000001Z; looking again at "
                                + "2026-03-01T12:00:30.000000001Z"),
                arguments(CLEAR_ONCE, succeeded, CLEAR, "PostRunning 1",
                        "the old code is gone: service \"web\": 1 old task stopped; 1 new; read at 2026-03-01T12:00:00Z and "
                                + "2026-03-01T12:00:30Z"),
                arguments(backOff, succeeded, CLEAR, "Draining, clear since 2026-03-01T12:00:00Z",
                        "the next attempt is due at 2026-03-01T12:00:30.000000001Z"),
                arguments(CLEAR_ONCE, new DeploymentStatus.UnderWay("ROLLBACK_REQUESTED"), CLEAR, "Draining",
                        "waiting for the deployment: it is in ROLLBACK_REQUESTED"),
                arguments(CLEAR_ONCE, new DeploymentStatus.Unknown("throttled"), CLEAR, "Draining",
                        "waiting for the deployment: cannot see how it stands: throttled"),
                arguments(CLEAR_ONCE, new DeploymentStatus.Failed("rolled back"), CLEAR, "Disarmed", "rolled back"),
                arguments(CLEAR_ONCE, new DeploymentStatus.Superseded("43 came"), CLEAR, "Disarmed", "43 came"));
    }

    @ParameterizedTest
    @MethodSource("gates")
    void draining(State.Draining state, DeploymentStatus deployment, DrainReading reading, String next, String why) {
        Decision decision = POLICY.draining(RELEASE, state, Samples.observation(deployment, reading), LATER);

        assertThat(words(decision.next())).isEqualTo(next);
        assertThat(decision.why()).isEqualTo(why);
    }

    private static String words(State state) {
        return switch (state) {
            case State.Draining draining ->
                "Draining" + draining.clear().map(clear -> ", clear since " + clear.at()).orElse("");
            case State.Running running -> running.name() + " " + running.attempt().number();
            default -> state.name();
        };
    }

    static Stream<Arguments> launches() {
        return Stream.of(
                arguments(new Launch.Started("task/1"), "PreRunning 1", "PostRunning 1", "migration task started"),
                arguments(new Launch.NotNow("RESOURCE:CPU"), "PreRunning 2", "Draining",
                        "the migration task could not be started: RESOURCE:CPU; trying again at 2026-03-01T12:01:00Z"),
                arguments(new Launch.Impossible("no such cluster"), "PreFailed", "PostFailed",
                        "the migration task cannot be started: no such cluster"));
    }

    @ParameterizedTest
    @MethodSource("launches")
    void asked(Launch launch, String preNext, String postNext, String why) {
        Attempt attempt = Attempt.claim(1, NOON);

        Decision pre = POLICY.preLaunched(Samples.nativeRelease(), new State.PreRunning(attempt), launch, NOON);
        assertThat(words(pre.next())).isEqualTo(preNext);
        assertThat(pre.why()).endsWith(why);

        Decision post = POLICY.postLaunched(new State.PostRunning(attempt, EVIDENCE, new State.Tries(1, 0)), launch,
                NOON);
        assertThat(words(post.next())).isEqualTo(postNext);
        assertThat(post.why()).endsWith(why);
    }

    static Stream<Arguments> claims() {
        DeploymentStatus succeeded = new DeploymentStatus.Succeeded();
        return Stream.of(arguments(succeeded, CLEAR, 0L, "holds"), arguments(succeeded, CLEAR, 3600L, "holds"),
                arguments(succeeded, LINGERING, 299L, "PostRunning 1"),
                arguments(succeeded, LINGERING, 300L, "Draining"),
                arguments(succeeded, UNSEEN, 299L, "PostRunning 1"),
                arguments(succeeded, UNSEEN, 300L, "Draining"),
                arguments(new DeploymentStatus.Failed("rolled back"), CLEAR, 299L, "PostRunning 1"),
                arguments(new DeploymentStatus.Failed("rolled back"), CLEAR, 300L, "Draining"),
                arguments(new DeploymentStatus.Superseded("43"), CLEAR, 300L, "Draining"),
                arguments(new DeploymentStatus.UnderWay("ROLLBACK_IN_PROGRESS"), CLEAR, 0L, "PostRunning 1"),
                arguments(new DeploymentStatus.Unknown("throttled"), CLEAR, 300L, "Draining"));
    }

    @ParameterizedTest
    @MethodSource("claims")
    void claimedButNotStarted(DeploymentStatus deployment, DrainReading reading, long secondsAfter, String expected) {
        State.PostRunning state = new State.PostRunning(Attempt.claim(1, NOON), EVIDENCE, new State.Tries(1, 0));

        String decided = switch (POLICY.postUnstarted(RELEASE, state, Samples.observation(deployment, reading), NOON
                .plusSeconds(secondsAfter))) {
            case Policy.Claim.Holds() -> "holds";
            case Policy.Claim.Not(Decision decision) -> words(decision.next());
        };

        assertThat(decided).isEqualTo(expected);
    }

    @Test
    void aRunningTaskThatCannotBeSeenIsNeverTakenForEnded() {
        TaskStatus unknown = new TaskStatus.Unknown("throttled");
        State.PreRunning pre = new State.PreRunning(Attempt.claim(1, NOON).startedAs("task/1", NOON));
        State.PostRunning post = new State.PostRunning(Attempt.claim(1, NOON).startedAs("task/1", NOON), EVIDENCE,
                new State.Tries(1, 0));

        assertThat(POLICY.preRunning(Samples.nativeRelease(), pre, unknown, NOON.plus(Duration.ofMinutes(51))))
                .isEqualTo(Decision.to(pre, "cannot see the pre-traffic migration task: throttled"));
        assertThat(POLICY.postRunning(RELEASE, post, unknown, NOON.plus(Duration.ofDays(1))).next()).isEqualTo(post);
    }

    @Test
    void everyStateHasItsHookAnswer() {
        Attempt attempt = Attempt.claim(1, NOON);
        assertThat(Stream.of(new State.Opened(), new State.PreRunning(attempt)).map(HookAnswer::to))
                .containsOnly(new HookAnswer.NotYet());
        assertThat(Stream.of(new State.PreFailed("why"), new State.Refused("why")).map(HookAnswer::to))
                .containsOnly(new HookAnswer.Failed("why"));
        assertThat(Stream.of(new State.Armed(), State.Draining.begin(), new State.PostRunning(attempt, EVIDENCE,
                new State.Tries(1, 0)),
                new State.Completed(EVIDENCE), new State.PostFailed("why", EVIDENCE, 1), new State.Disarmed("why"),
                new State.Bypassed("why")).map(HookAnswer::to)).containsOnly(new HookAnswer.Succeeded());
    }
}
