package dev.tidegate.lambda.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a release when its task ends, in every way a task can. */
class TaskEndsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2   | wrong usage or settings
            3   | a migration failed; the database's message is in the task's log
            4   | the migrations were refused; the reason is in the task's log
            5   | a lock could not be had in the allowed time
            6   | the deadline was reached
            75  | not yet
            1   | failed
            137 | killed (SIGKILL): out of memory, or stopped and not ended within its stop timeout
            -1  | failed
            """)
    void preTrafficFailsOnEveryOtherExitCode(int exitCode, String words) {
        World world = new World(Samples.codeDeployRelease());
        world.wake();
        world.cloud.endTasks(new TaskStatus.Exited(exitCode, "OutOfMemoryError"));

        world.wake();

        String reason = "pre-traffic migration task exited " + exitCode + ": " + words + " (OutOfMemoryError)";
        assertThat(world.state()).isEqualTo(new State.PreFailed(reason));
        assertThat(world.cloud.sent).containsExactly(new HookAnswer.Failed(reason));
        assertThat(world.cloud.started).hasSize(1);
    }

    @Test
    void preTrafficTriesAgainWhenTheDatabaseCouldNotBeReachedAndGivesUpInTheEnd() {
        World world = new World(Samples.nativeRelease());
        for (int attempt = 1; attempt <= 5; attempt++) {
            world.wake();
            assertThat(world.cloud.orders(Phase.PRE_TRAFFIC)).hasSize(attempt);
            world.cloud.endTasks(new TaskStatus.Exited(7, ""));
            world.wake();
            world.passes(MINUTE);
        }

        assertThat(world.state()).isEqualTo(new State.PreFailed(
                "pre-traffic migration task exited 7: the database could not be reached (attempt 5 of 5)"));
        assertThat(world.cloud.breaches).isEmpty();
    }

    @Test
    void preTrafficWaitsBeforeItTriesAgain() {
        World world = new World(Samples.nativeRelease());
        world.wake();
        world.cloud.endTasks(new TaskStatus.NeverStarted("TaskFailedToStart: RESOURCE:FARGATE"));

        assertThat(world.wake().why()).isEqualTo("the migration task never started: TaskFailedToStart: RESOURCE:FARGATE"
                + "; trying again at 2026-03-01T12:01:00Z");
        world.passes(MINUTE.minusNanos(1));
        assertThat(world.wake().why()).endsWith("; trying again at 2026-03-01T12:01:00Z");
        assertThat(world.cloud.started).hasSize(1);

        world.passes(Duration.ofNanos(1));
        world.wake();
        assertThat(world.cloud.started).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pre-traffic  | the migration task was cut off: SpotInterruption; trying again at 2026-03-01T12:01:00Z
            post-traffic | the migration task was cut off: SpotInterruption; trying again at 2026-03-01T12:01:30Z
            """)
    void aTaskThatWasCutOffIsTriedAgain(String phase, String why) {
        World world = new World(Samples.nativeRelease());
        if (phase.equals("pre-traffic")) {
            world.wake();
        } else {
            world.postRunning();
        }
        world.cloud.endTasks(new TaskStatus.Lost("SpotInterruption"));

        world.wake();

        assertThat(world.ledger.kept(world.id).history().stream().map(Transition::why)).contains(why);
    }

    @Test
    void aTaskThatIsNotListedYetIsNotTriedAgainBeforeItsTime() {
        World world = new World(Samples.nativeRelease());
        world.wake();
        world.cloud.tasks.clear();

        assertThat(world.wake().why()).isEqualTo("the pre-traffic migration task is not listed yet");
        world.passes(Rules.DEFAULT.claimLife().minusNanos(1));
        assertThat(world.wake().why()).isEqualTo("the pre-traffic migration task is not listed yet");

        world.passes(Duration.ofNanos(1));
        assertThat(world.wake().why())
                .isEqualTo("the migration task is no longer known to ECS; trying again at 2026-03-01T12:06:00Z");
    }

    @Test
    void aTaskThatCouldOnlyBeStartedLateIsGivenTheSameTimeToBeListed() {
        World world = new World(Samples.nativeRelease());
        world.cloud.outage = Optional.of(new Cloud.Unavailable("ECS RunTask: throttled", null));
        world.ledger.keep(Samples.in(world.ledger.kept(world.id), new State.PreRunning(Attempt.claim(1, world.now()))));
        world.sweep();
        world.passes(Rules.DEFAULT.claimLife().plusSeconds(1));
        world.cloud.outage = Optional.empty();
        world.cloud.listsTasksLate = true;

        world.wake();
        assertThat(world.wake().why()).isEqualTo("the pre-traffic migration task is not listed yet");
        world.passes(MINUTE);
        world.wake();
        world.passes(MINUTE);
        world.wake();

        assertThat(world.cloud.breaches).isEmpty();
        assertThat(world.cloud.started).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2   | wrong usage or settings
            3   | a migration failed; the database's message is in the task's log
            4   | the migrations were refused; the reason is in the task's log
            1   | failed
            137 | killed (SIGKILL): out of memory, or stopped and not ended within its stop timeout
            """)
    void postTrafficFailsOnWhatTryingAgainWouldNotMend(int exitCode, String words) {
        World world = new World(Samples.nativeRelease()).postRunning();
        world.cloud.endTasks(new TaskStatus.Exited(exitCode, ""));

        world.wake();

        assertThat(world.state()).isInstanceOfSatisfying(State.PostFailed.class, failed -> assertThat(failed.reason())
                .isEqualTo("post-traffic migration task exited " + exitCode + ": " + words));
        assertThat(world.ledger.needingAttention()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5  | a lock could not be had in the allowed time
            6  | the deadline was reached
            7  | the database could not be reached
            75 | not yet
            """)
    void postTrafficGoesBackToTheGatesForTheRest(int exitCode, String words) {
        World world = new World(Samples.nativeRelease()).postRunning();
        world.cloud.endTasks(new TaskStatus.Exited(exitCode, ""));
        Instant next = world.now().plus(MINUTE);

        world.wake();

        assertThat(world.state()).isInstanceOfSatisfying(State.Draining.class, draining -> {
            assertThat(draining.notBefore()).contains(next);
            assertThat(draining.tries().made()).isEqualTo(1);
        });
        assertThat(world.ledger.kept(world.id).history().getLast().why()).isEqualTo(
                "post-traffic migration task exited " + exitCode + ": " + words + "; trying again at " + next);

        world.passes(MINUTE);
        world.wake();
        assertThat(world.cloud.orders(Phase.POST_TRAFFIC)).hasSize(2);
        assertThat(world.cloud.breaches).isEmpty();
    }

    @Test
    void postTrafficWaitsLongerEachTimeUpToHalfAnHour() {
        World world = new World(Samples.nativeRelease()).postRunning();
        long[] minutes = {1, 2, 4, 8, 16, 32, 32};
        for (long wait : minutes) {
            world.cloud.endTasks(new TaskStatus.Exited(5, ""));
            world.wake();
            assertThat(((State.Draining) world.state()).notBefore())
                    .contains(world.now().plus(Duration.ofMinutes(wait)));
            world.passes(Duration.ofMinutes(wait));
            world.wake();
        }
    }

    @Test
    void postTrafficGivesUpAfterTwentyFailures() {
        World world = new World(Samples.nativeRelease()).postRunning();
        for (int attempt = 1; attempt <= 20; attempt++) {
            world.cloud.endTasks(new TaskStatus.Exited(5, ""));
            world.wake();
            world.passes(Duration.ofMinutes(32));
            world.wake();
        }

        assertThat(world.state()).isInstanceOfSatisfying(State.PostFailed.class, failed -> assertThat(failed.reason())
                .isEqualTo("post-traffic migration task exited 5: a lock could not be had in the allowed time"
                        + " (failure 20 of 20)"));
        assertThat(world.cloud.orders(Phase.POST_TRAFFIC)).hasSize(20);
    }

    @Test
    void aNotYetComesBackWhenTheTaskAskedForItAndKeepsCountingFromTheFirstDrain() {
        World world = new World(Samples.nativeRelease()).postRunning();
        Instant drained = ((State.PostRunning) world.state()).evidence().drainedAt();
        Instant wish = world.now().plus(Duration.ofHours(4));

        world.cloud.endTasks(new TaskStatus.Exited(75, "", Optional.of(wish)));
        world.wake();
        world.passes(Duration.ofHours(4).minusSeconds(1));
        world.wake();
        assertThat(world.cloud.orders(Phase.POST_TRAFFIC)).hasSize(1);

        world.passes(Duration.ofSeconds(1));
        world.wake();
        assertThat(world.cloud.orders(Phase.POST_TRAFFIC)).hasSize(2).last().satisfies(order -> assertThat(
                order.environment()).containsEntry("TIDEGATE_DRAINED_AT", drained.toString()));
    }

    @Test
    void aWishToComeBackInThePastIsNotFollowed() {
        World world = new World(Samples.nativeRelease()).postRunning();
        world.cloud.endTasks(new TaskStatus.Exited(75, "", Optional.of(world.now().minusSeconds(1))));

        world.wake();

        assertThat(((State.Draining) world.state()).notBefore()).contains(world.now().plus(MINUTE));
    }

    @Test
    void notYetsUseUpNoneOfTheFailuresThatAreForgiven() {
        World world = new World(Samples.nativeRelease()).postRunning();
        for (int attempt = 1; attempt <= 50; attempt++) {
            world.cloud.endTasks(new TaskStatus.Exited(75, ""));
            world.wake();
            world.passes(Duration.ofMinutes(32));
            world.wake();
        }
        world.cloud.endTasks(new TaskStatus.Exited(5, ""));
        world.wake();

        assertThat(((State.Draining) world.state()).tries()).isEqualTo(new State.Tries(51, 1));
    }
}
